import { writeFileSync } from 'node:fs';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  AssociateRouteTableCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  ModifyVpcAttributeCommand,
  type Tenancy,
} from '@aws-sdk/client-ec2';
import {
  CreateFileSystemCommand,
  CreateMountTargetCommand,
  DescribeMountTargetsCommand,
  EFSClient,
} from '@aws-sdk/client-efs';
import {
  CreateDomainCommand,
  CreateUserProfileCommand,
  DescribeDomainCommand,
  type SageMakerClient,
  UpdateDomainCommand,
} from '@aws-sdk/client-sagemaker';
import { Program, type Running } from '../../emulator/program';
import { Moto } from '../../lifecycle/moto';

export const region = 'us-east-1';
export const accountId = '123456789012';
const credentials = { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'emulated' };

const seed = `
accountQuotas: { Total domains: 1000 }
images: { lab: { RoleArn: 'arn:aws:iam::123456789012:role/Images', versions: [{ BaseImage: '123456789012.dkr.ecr.us-east-1.amazonaws.com/lab:1' }] } }
appImageConfigs: { lab: { JupyterLabAppImageConfig: {} } }
`;

/** AWS on this machine: moto's server for EC2 and EFS, the emulator for SageMaker. */
export class LocalNetworks {
  readonly #program = new Program();
  readonly #moto = new Moto();
  #emulator: Running | undefined;
  #count = 0;
  ec2 = new EC2Client({ region, credentials });
  efs = new EFSClient({ region, credentials });

  /** `callers`: the seed's, whom SageMaker refuses what is not theirs; `words`: more for the emulator. */
  start(callers = '{}', ...words: string[]): Promise<this> {
    return this.startWith(`callers: ${callers}\n${seed}`, ...words);
  }

  /** The same with a seed of one's own. */
  async startWith(text: string, ...words: string[]): Promise<this> {
    await this.#moto.start();
    writeFileSync(this.#program.at('seed.yaml'), text);
    const options = ['--seed', this.#program.at('seed.yaml'), '--speed', '1000', '--others', this.#moto.url];
    this.#emulator = await this.#program.start(...options, ...words);
    this.ec2 = new EC2Client({ region, credentials, endpoint: this.#moto.url });
    this.efs = new EFSClient({ region, credentials, endpoint: this.#moto.url });
    return this;
  }

  get moto(): string {
    return this.#moto.url;
  }

  get motoServer(): Moto {
    return this.#moto;
  }

  get sagemaker(): SageMakerClient {
    if (!this.#emulator) throw new Error('not started');
    return this.#emulator.client();
  }

  at(name: string): string {
    return this.#program.at(name);
  }

  get environment(): NodeJS.ProcessEnv {
    return {
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_REGION: region,
      AWS_ENDPOINT_URL_SAGEMAKER: this.#emulator?.url ?? '',
      AWS_ENDPOINT_URL_EC2: this.#moto.url,
      AWS_ENDPOINT_URL_EFS: this.#moto.url,
      AWS_ENDPOINT_URL_CLOUDTRAIL: this.#moto.url,
    };
  }

  async stop(): Promise<void> {
    this.ec2.destroy();
    this.efs.destroy();
    await this.#moto.stop();
    await this.#program.close();
  }

  /** The same with one address for all of AWS: the emulator passes on what it does not serve. */
  get oneEndpoint(): NodeJS.ProcessEnv {
    const all = Object.entries(this.environment).filter(([name]) => !name.startsWith('AWS_ENDPOINT_URL_'));
    return { ...Object.fromEntries(all), AWS_ENDPOINT_URL: this.#emulator?.url ?? '' };
  }

  /** Number of the next network, for names and ranges of its own. */
  next(): number {
    return (this.#count += 1);
  }
}

/** What a network is made with; all of it right where nothing is said. */
export interface Made {
  zones?: string[];
  tenancy?: Tenancy;
  prefix?: number;
  services?: string[];
  access?: 'VpcOnly' | 'PublicInternetOnly';
  dualstack?: boolean;
  /** More subnets, in which the domain is not. */
  furtherSubnets?: number;
  profiles?: string[];
}

export const always = ['sagemaker.api', 'sagemaker.runtime', 'sts', 'logs'];

/** A VPC with everything that a VpcOnly domain needs, and the domain in it. */
export class Network {
  vpcId = '';
  subnetIds: string[] = [];
  cidrs: string[] = [];
  associationIds: string[] = [];
  routeTableId = '';
  apps = '';
  doors = '';
  nfsInbound = '';
  nfsOutbound = '';
  domainId = '';
  number = 0;
  fileSystemId = '';
  endpoints: Record<string, string> = {};

  private constructor(readonly local: LocalNetworks) {}

  static async make(local: LocalNetworks, made: Made = {}): Promise<Network> {
    const network = new Network(local);
    await network.#vpc(made);
    await network.#domain(made);
    return network;
  }

  /** A VPC that is there already, and a domain in it. */
  static async in(local: LocalNetworks, there: { vpcId: string; subnetIds: string[]; apps: string; files: string }) {
    const network = new Network(local);
    network.vpcId = there.vpcId;
    network.subnetIds = there.subnetIds;
    network.apps = there.apps;
    network.fileSystemId = await network.fileSystem(there.subnetIds, [there.files]);
    network.domainId = await network.furtherDomain(['ana']);
    return network;
  }

  get ec2() {
    return this.local.ec2;
  }

  async group(name: string): Promise<string> {
    const { GroupId = '' } = await this.ec2.send(
      new CreateSecurityGroupCommand({ GroupName: name, Description: name, VpcId: this.vpcId }),
    );
    return GroupId;
  }

  /** One more subnet of the domain, with thousands of addresses; its id. */
  async widen(): Promise<string[]> {
    const cidr = `10.${this.number}.224.0/19`;
    const { Subnet } = await this.ec2.send(
      new CreateSubnetCommand({ VpcId: this.vpcId, CidrBlock: cidr, AvailabilityZone: 'us-east-1b' }),
    );
    const SubnetId = Subnet?.SubnetId ?? '';
    await this.ec2.send(new AssociateRouteTableCommand({ RouteTableId: this.routeTableId, SubnetId }));
    const SubnetIds = [...this.subnetIds, SubnetId];
    await this.local.sagemaker.send(new UpdateDomainCommand({ DomainId: this.domainId, SubnetIds }));
    return [SubnetId];
  }

  async groupNamed(name: string): Promise<string> {
    const { SecurityGroups = [] } = await this.ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'group-name', Values: [name] }] }),
    );
    return SecurityGroups[0]?.GroupId ?? '';
  }

  async admit(groupId: string, port: number, from: string): Promise<void> {
    await this.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: [tcp(port, from)] }),
    );
  }

  async endpoint(
    service: string,
    more: { subnetIds?: string[]; privateDns?: boolean; groups?: string[]; policy?: string } = {},
  ) {
    const { VpcEndpoint } = await this.ec2.send(
      new CreateVpcEndpointCommand({
        VpcId: this.vpcId,
        ServiceName: service.startsWith('aws.') ? service : `com.amazonaws.${region}.${service}`,
        VpcEndpointType: 'Interface',
        SubnetIds: more.subnetIds ?? this.subnetIds,
        SecurityGroupIds: more.groups ?? [this.doors],
        PrivateDnsEnabled: more.privateDns ?? true,
        ...(more.policy !== undefined && { PolicyDocument: more.policy }),
      }),
    );
    this.endpoints[service] = VpcEndpoint?.VpcEndpointId ?? '';
    return this.endpoints[service];
  }

  async fileSystem(subnetIds = this.subnetIds, groups = [this.nfsInbound]): Promise<string> {
    const { FileSystemId = '' } = await this.local.efs.send(
      new CreateFileSystemCommand({ CreationToken: `fs-${this.local.next()}` }),
    );
    for (const SubnetId of subnetIds) {
      await this.local.efs.send(new CreateMountTargetCommand({ FileSystemId, SubnetId, SecurityGroups: groups }));
    }
    return FileSystemId;
  }

  async mountTargets(): Promise<string[]> {
    const { MountTargets = [] } = await this.local.efs.send(
      new DescribeMountTargetsCommand({ FileSystemId: this.fileSystemId }),
    );
    return MountTargets.flatMap(({ MountTargetId }) => MountTargetId ?? []);
  }

  /** One more domain in the same subnets; its id. */
  async furtherDomain(profiles: string[], access: Made['access'] = 'VpcOnly'): Promise<string> {
    const { sagemaker } = this.local;
    const { DomainId = '' } = await sagemaker.send(
      new CreateDomainCommand({
        DomainName: `studio-${this.local.next()}`,
        AuthMode: 'IAM',
        VpcId: this.vpcId,
        SubnetIds: this.subnetIds,
        AppNetworkAccessType: access,
        // Its mount targets are not in moto: the file system of these tests is a custom one.
        HomeEfsFileSystemCreation: 'Disabled',
        DefaultUserSettings: {
          ExecutionRole: `arn:aws:iam::${accountId}:role/Studio`,
          SecurityGroups: [this.apps],
          CustomFileSystemConfigs: [{ EFSFileSystemConfig: { FileSystemId: this.fileSystemId } }],
        },
      }),
    );
    for (let attempt = 0; ; attempt += 1) {
      const { Status } = await sagemaker.send(new DescribeDomainCommand({ DomainId }));
      if (Status === 'InService') break;
      if (attempt > 200) throw new Error(`${DomainId} is ${Status}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    for (const UserProfileName of profiles) {
      await sagemaker.send(new CreateUserProfileCommand({ DomainId, UserProfileName }));
    }
    return DomainId;
  }

  async #vpc({ zones = ['us-east-1a', 'us-east-1b'], tenancy = 'default', prefix = 24, ...made }: Made): Promise<void> {
    const number = this.local.next();
    this.number = number;
    const { Vpc } = await this.ec2.send(
      new CreateVpcCommand({
        CidrBlock: `10.${number}.0.0/16`,
        InstanceTenancy: tenancy,
        ...(made.dualstack && { AmazonProvidedIpv6CidrBlock: true }),
      }),
    );
    this.vpcId = Vpc?.VpcId ?? '';
    const [routeTable, apps, doors] = await Promise.all([
      this.ec2.send(new CreateRouteTableCommand({ VpcId: this.vpcId })),
      this.group(`apps-${number}`),
      this.group(`endpoints-${number}`),
      ...['EnableDnsSupport', 'EnableDnsHostnames'].map((attribute) =>
        this.ec2.send(new ModifyVpcAttributeCommand({ VpcId: this.vpcId, [attribute]: { Value: true } })),
      ),
    ]);
    this.routeTableId = routeTable.RouteTable?.RouteTableId ?? '';
    [this.apps, this.doors] = [apps, doors];
    const further = Array.from({ length: made.furtherSubnets ?? 0 }, () => 'us-east-1a');
    const subnets = [...zones, ...further].map((zone, index) => this.#subnet(zone, index, prefix));
    // Of those of the domain, in the order of its zones.
    for (const Subnet of (await Promise.all(subnets)).slice(0, zones.length)) {
      const SubnetId = Subnet?.SubnetId ?? '';
      this.subnetIds.push(SubnetId);
      this.cidrs.push(Subnet?.CidrBlock ?? '');
      const { AssociationId = '' } = await this.ec2.send(
        new AssociateRouteTableCommand({ RouteTableId: this.routeTableId, SubnetId }),
      );
      this.associationIds.push(AssociationId);
    }
    await this.admit(this.doors, 443, this.apps);
    if (made.access === 'PublicInternetOnly') return;
    const [{ VpcEndpoint }] = await Promise.all([
      this.ec2.send(
        new CreateVpcEndpointCommand({
          VpcId: this.vpcId,
          VpcEndpointType: 'Gateway',
          ServiceName: `com.amazonaws.${region}.s3`,
          RouteTableIds: [this.routeTableId],
        }),
      ),
      ...(made.services ?? always).map((service) => this.endpoint(service)),
    ]);
    this.endpoints['s3'] = VpcEndpoint?.VpcEndpointId ?? '';
  }

  async #subnet(AvailabilityZone: string, index: number, prefix: number) {
    const CidrBlock = `10.${this.number}.${index}.0/${prefix}`;
    const { Subnet } = await this.ec2.send(new CreateSubnetCommand({ VpcId: this.vpcId, CidrBlock, AvailabilityZone }));
    return Subnet;
  }

  async #domain({ access = 'VpcOnly', profiles = ['ana', 'bo'] }: Made): Promise<void> {
    // SageMaker makes these two with the domain; they are named after it, so they come last.
    this.nfsInbound = await this.group(`placeholder-in-${this.vpcId}`);
    this.fileSystemId = await this.fileSystem();
    this.domainId = await this.furtherDomain(profiles, access);
    const DomainId = this.domainId;
    const inbound = await this.group(`security-group-for-inbound-nfs-${DomainId}`);
    this.nfsOutbound = await this.group(`security-group-for-outbound-nfs-${DomainId}`);
    await Promise.all([
      this.admit(this.nfsInbound, 2049, this.nfsOutbound),
      ...[2049, 988].flatMap((port) => [
        this.admit(inbound, port, this.nfsOutbound),
        this.ec2.send(
          new AuthorizeSecurityGroupEgressCommand({ GroupId: this.nfsOutbound, IpPermissions: [tcp(port, inbound)] }),
        ),
      ]),
    ]);
  }
}

export const tcp = (port: number, groupId: string) => ({
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  UserIdGroupPairs: [{ GroupId: groupId }],
});
