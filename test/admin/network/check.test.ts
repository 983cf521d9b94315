import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  AuthorizeSecurityGroupEgressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateInternetGatewayCommand,
  AttachInternetGatewayCommand,
  AllocateAddressCommand,
  CreateManagedPrefixListCommand,
  CreateNatGatewayCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateTransitGatewayCommand,
  DeleteSecurityGroupCommand,
  DescribeManagedPrefixListsCommand,
  DescribeNatGatewaysCommand,
  DeleteNatGatewayCommand,
  DeleteVpcEndpointsCommand,
  type IpPermission,
  ModifyVpcAttributeCommand,
  ReplaceRouteTableAssociationCommand,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { DeleteMountTargetCommand } from '@aws-sdk/client-efs';
import { UpdateDomainCommand, UpdateUserProfileCommand } from '@aws-sdk/client-sagemaker';
import { checkNetwork } from '../../../src/admin/network/check';
import type { Wishes } from '../../../src/admin/network/read-network';
import { connection } from '../../../src/aws/client';
import { findingsOf, unassessed } from '../../../src/admin/findings/outcome';
import { tools } from '../../lifecycle/moto';
import { always, LocalNetworks, type Made, Network, tcp } from './live-network';

jest.setTimeout(180_000);

const local = new LocalNetworks();
beforeAll(async () => {
  await local.start();
  Object.assign(process.env, local.environment);
});
afterAll(() => local.stop());

const plain: Wishes = { isolation: 'none', uses: [], instanceTypes: [], appsEach: 1, growth: 30, policies: [] };

const judged = (network: Network, wishes: Partial<Wishes> = {}) =>
  checkNetwork(connection(local.sagemaker), network.domainId, 'us-east-1', { ...plain, ...wishes });

/** The codes that were found, and what could not be assessed. */
async function found(network: Network, wishes: Partial<Wishes> = {}) {
  const { outcomes } = await judged(network, wishes);
  const findings = findingsOf(outcomes);
  return {
    codes: [...new Set(findings.map(({ code }) => code))],
    texts: findings.map(({ where, reason }) => `${where.text}: ${reason}`),
    gaps: unassessed(outcomes).map(({ gap }) => gap.what),
    commands: findings.flatMap(({ mend: lines = [] }) => lines),
  };
}

async function nat(
  network: Network,
  connectivity: 'public' | 'private' = 'public',
  destinations: readonly string[] = ['0.0.0.0/0'],
) {
  const { AllocationId } = await local.ec2.send(new AllocateAddressCommand({ Domain: 'vpc' }));
  const { NatGateway } = await local.ec2.send(
    new CreateNatGatewayCommand({
      SubnetId: network.subnetIds[0],
      ConnectivityType: connectivity,
      ...(connectivity === 'public' && { AllocationId }),
    }),
  );
  const NatGatewayId = NatGateway?.NatGatewayId ?? '';
  for (const destination of destinations) await route(network, { NatGatewayId }, destination);
  return NatGatewayId;
}

const route = (network: Network, to: object, DestinationCidrBlock = '0.0.0.0/0') =>
  local.ec2.send(new CreateRouteCommand({ RouteTableId: network.routeTableId, DestinationCidrBlock, ...to }));

/** Has the apps' group send to these alone. */
async function sendingTo(network: Network, ...IpPermissions: IpPermission[]) {
  const everything = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
  const GroupId = network.apps;
  await local.ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: [everything] }));
  await local.ec2.send(new AuthorizeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
}

/** The prefix list that AWS keeps of S3's addresses. */
async function s3List(): Promise<string> {
  const { PrefixLists = [] } = await local.ec2.send(new DescribeManagedPrefixListsCommand({}));
  return PrefixLists.find(({ PrefixListName }) => PrefixListName === 'com.amazonaws.us-east-1.s3')?.PrefixListId ?? '';
}

async function internetGateway(network: Network): Promise<string> {
  const { InternetGateway } = await local.ec2.send(new CreateInternetGatewayCommand({}));
  const InternetGatewayId = InternetGateway?.InternetGatewayId ?? '';
  await local.ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId: network.vpcId }));
  return InternetGatewayId;
}

async function withoutEndpoint(network: Network, service: string) {
  await local.ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: [network.endpoints[service] ?? ''] }));
}

const attribute = (network: Network, name: string) =>
  local.ec2.send(new ModifyVpcAttributeCommand({ VpcId: network.vpcId, [name]: { Value: false } }));

const update = (network: Network, settings: object) =>
  local.sagemaker.send(new UpdateDomainCommand({ DomainId: network.domainId, DefaultUserSettings: settings }));

const mounting = (network: Network, FileSystemId: string) =>
  update(network, { CustomFileSystemConfigs: [{ EFSFileSystemConfig: { FileSystemId } }] });

const profileMounts = (network: Network, UserProfileName: string, FileSystemId: string) =>
  local.sagemaker.send(
    new UpdateUserProfileCommand({
      DomainId: network.domainId,
      UserProfileName,
      UserSettings: { CustomFileSystemConfigs: [{ EFSFileSystemConfig: { FileSystemId } }] },
    }),
  );

const profileCarries = (network: Network, UserProfileName: string, group: string) =>
  local.sagemaker.send(
    new UpdateUserProfileCommand({
      DomainId: network.domainId,
      UserProfileName,
      UserSettings: { SecurityGroups: [group] },
    }),
  );

/** One defect of an otherwise right network: how it is made, what it is asked, and what is then found, and nothing else. */
interface Defect {
  what: string;
  code: string;
  made?: Made;
  wishes?: Partial<Wishes>;
  make?: (network: Network) => Promise<unknown>;
  text?: RegExp;
  /** The commands that would mend it do nothing in moto. */
  byHand?: true;
}

const defects: Defect[] = [
  {
    what: 'fewer free addresses than people',
    code: 'too-few-addresses',
    made: { prefix: 28 },
    wishes: { users: 50 },
    text: /12 addresses are free .* which would take 50 more/,
  },
  {
    what: 'free addresses for people, and not for their growth',
    code: 'little-room-to-grow',
    made: { prefix: 28 },
    wishes: { users: 11, growth: 50 },
  },
  {
    what: 'a service without an endpoint',
    code: 'endpoint-missing',
    make: (network) => withoutEndpoint(network, 'sts'),
    text: /^service com\.amazonaws\.us-east-1\.sts: .*roles$/,
  },
  {
    what: 'no endpoint of S3',
    code: 'endpoint-missing',
    make: (network) => withoutEndpoint(network, 's3'),
  },
  {
    what: 'no endpoints of ECR where the domain has custom images',
    code: 'endpoint-missing',
    make: (network) =>
      update(network, {
        JupyterLabAppSettings: { CustomImages: [{ ImageName: 'lab', AppImageConfigName: 'lab' }] },
      }),
    text: /ecr\.(api|dkr)/,
  },
  { what: 'a use that is said', code: 'endpoint-missing', wishes: { uses: ['glue'] }, text: /glue/ },
  {
    what: 'private URLs that are wanted',
    code: 'endpoint-missing',
    wishes: { uses: ['private-urls'] },
    text: /aws\.sagemaker\.us-east-1\.studio/,
  },
  {
    what: 'an endpoint without private DNS',
    code: 'endpoint-without-private-dns',
    async make(network) {
      await withoutEndpoint(network, 'logs');
      await network.endpoint('logs', { privateDns: false });
    },
    byHand: true,
  },
  {
    what: 'an endpoint in one of two zones',
    code: 'endpoint-in-too-few-zones',
    async make(network) {
      await withoutEndpoint(network, 'logs');
      await network.endpoint('logs', { subnetIds: network.subnetIds.slice(0, 1) });
    },
    text: /is not in use1-az1$/,
  },
  {
    what: 'an endpoint with a group that does not admit the apps',
    code: 'endpoint-closed',
    async make(network) {
      await withoutEndpoint(network, 'sagemaker.api');
      await network.endpoint('sagemaker.api', { groups: [await network.group('closed')] });
    },
    text: /apps of private spaces cannot reach .* does not admit TCP 443 from sg-/,
  },
  {
    what: 'apps whose group sends nothing',
    code: 'endpoint-closed',
    make: (network) =>
      local.ec2.send(
        new RevokeSecurityGroupEgressCommand({
          GroupId: network.apps,
          IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
        }),
      ),
    text: /does not send TCP 443/,
  },
  {
    what: 'apps whose group sends to endpoints, and not to the addresses of S3',
    code: 'endpoint-closed',
    make: (network) => sendingTo(network, tcp(443, network.doors), tcp(2049, network.nfsInbound)),
    text: /cannot reach vpce-\w+ \(com\.amazonaws\.us-east-1\.s3\): sg-\w+ does not send TCP 443 to pl-/,
  },
  {
    what: 'an endpoint of S3 that has interfaces without private DNS alone',
    code: 'endpoint-without-private-dns',
    async make(network) {
      await withoutEndpoint(network, 's3');
      await network.endpoint('s3', { privateDns: false });
    },
    byHand: true,
  },
  {
    what: 'a subnet whose route table has no route to the endpoint of S3',
    code: 'gateway-endpoint-not-routed',
    async make(network) {
      const { RouteTable } = await local.ec2.send(new CreateRouteTableCommand({ VpcId: network.vpcId }));
      await local.ec2.send(
        new ReplaceRouteTableAssociationCommand({
          AssociationId: network.associationIds[1],
          RouteTableId: RouteTable?.RouteTableId,
        }),
      );
    },
  },
  {
    what: 'a group that admits itself',
    code: 'apps-reach-each-other',
    make: (network) => network.admit(network.apps, 8192, network.apps),
  },
  {
    what: 'a group of some user profiles that admits itself, where profiles are looked at',
    code: 'apps-reach-each-other',
    wishes: { userProfiles: 'each' },
    async make(network) {
      const team = await network.group('team');
      await network.admit(team, 22, team);
      for (const name of ['ana', 'bo']) await profileCarries(network, name, team);
    },
    text: /apps of user profile ana, user profile bo carry sg-\w+, and it admits itself$/,
  },
  {
    what: "a user profile's own group that admits another's, where profiles are looked at",
    code: 'apps-reach-each-other',
    wishes: { userProfiles: 'each' },
    async make(network) {
      const [ana, bo] = [await network.group('ana'), await network.group('bo')];
      await network.admit(bo, 22, ana);
      await profileCarries(network, 'ana', ana);
      await profileCarries(network, 'bo', bo);
    },
    text: /apps of user profile bo carry sg-\w+, and it admits sg-\w+, which apps of others carry$/,
  },
  {
    what: "a group that admits the apps' subnets",
    code: 'apps-reach-each-other',
    make: (network) =>
      local.ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: network.apps,
          IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '10.0.0.0/8' }] }],
        }),
      ),
    text: /addresses of the apps' subnets/,
  },
  {
    what: 'a group that admits them by a prefix list',
    code: 'apps-reach-each-other',
    async make(network) {
      const { PrefixList } = await local.ec2.send(
        new CreateManagedPrefixListCommand({
          PrefixListName: 'company',
          AddressFamily: 'IPv4',
          MaxEntries: 2,
          Entries: [{ Cidr: '192.168.0.0/16' }, { Cidr: '10.0.0.0/8' }],
        }),
      );
      await local.ec2.send(
        new AuthorizeSecurityGroupIngressCommand({
          GroupId: network.apps,
          IpPermissions: [{ IpProtocol: '-1', PrefixListIds: [{ PrefixListId: PrefixList?.PrefixListId }] }],
        }),
      );
    },
  },
  {
    what: 'profiles that share a group where isolation is asked for',
    code: 'group-shared-by-profiles',
    wishes: { isolation: 'per-profile' },
    text: /2 of 2 user profiles .*: user profile ana, user profile bo$/,
  },
  {
    what: 'apps without a group of their own, and one in the wrong place',
    code: 'app-groups-missing',
    // The emulator, as Studio, asks for one at CreateDomain; a domain from before that has none.
    make: (network) => update(network, { SecurityGroups: [] }),
  },
  {
    what: 'a group that does not exist',
    code: 'security-group-missing',
    make: (network) => update(network, { SecurityGroups: [network.apps, 'sg-0123456789abcdef0'] }),
  },
  { what: 'DNS names that are off', code: 'dns-off', make: (network) => attribute(network, 'EnableDnsHostnames') },
  {
    what: 'DNS that is off',
    code: 'dns-off',
    make: (network) => attribute(network, 'EnableDnsSupport'),
    text: /enableDnsSupport of vpc-\w+ is off/,
  },
  {
    what: 'a public subnet',
    code: 'route-to-internet-gateway',
    wishes: { internet: 'expected' },
    make: async (network) => route(network, { GatewayId: await internetGateway(network) }),
  },
  {
    what: 'no way to the internet where one is expected',
    code: 'internet-missing',
    wishes: { internet: 'expected' },
    text: /has no default route/,
  },
  {
    what: 'a NAT gateway that is gone',
    code: 'internet-missing',
    wishes: { internet: 'expected' },
    async make(network) {
      await local.ec2.send(new DeleteNatGatewayCommand({ NatGatewayId: await nat(network) }));
    },
    text: /leads to nat-\w+: /,
  },
  {
    what: 'a NAT gateway that is private',
    code: 'internet-missing',
    wishes: { internet: 'expected' },
    make: (network) => nat(network, 'private'),
    text: /the NAT gateway is a private one/,
  },
  {
    what: 'apps whose group sends to nothing public but S3, where the internet is expected',
    code: 'internet-missing',
    wishes: { internet: 'expected' },
    async make(network) {
      await nat(network);
      const toS3 = { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, PrefixListIds: [{ PrefixListId: await s3List() }] };
      await sendingTo(network, tcp(443, network.doors), tcp(2049, network.nfsInbound), toS3);
    },
    text: /apps of private spaces cannot reach the internet: sg-\w+ does not send TCP 443 to public addresses$/,
  },
  {
    what: 'a way to the internet where none is to be',
    code: 'internet-open',
    wishes: { internet: 'forbidden' },
    make: (network) => nat(network),
    text: /routes 0\.0\.0\.0\/0 to nat-/,
  },
  {
    what: 'a way to the internet in two halves where none is to be',
    code: 'internet-open',
    wishes: { internet: 'forbidden' },
    make: (network) => nat(network, 'public', ['0.0.0.0/1', '128.0.0.0/1']),
  },
  {
    what: 'a way to some of the internet where none is to be',
    code: 'internet-open',
    wishes: { internet: 'forbidden' },
    make: (network) => nat(network, 'public', ['140.82.112.0/20']),
    text: /routes 140\.82\.112\.0\/20 to nat-/,
  },
  {
    what: "apps that reach the internet by SageMaker's own network where none is to be reached",
    code: 'internet-open',
    made: { access: 'PublicInternetOnly' },
    wishes: { internet: 'forbidden' },
    text: /^domain d-\w+: AppNetworkAccessType of d-\w+ is PublicInternetOnly: /,
  },
  { what: 'dedicated tenancy', code: 'dedicated-tenancy', made: { tenancy: 'dedicated' } },
  { what: 'one zone', code: 'single-zone', made: { zones: ['us-east-1c'] } },
  {
    what: 'a mount target that is missing in a zone',
    code: 'mount-target-missing',
    async make(network) {
      const [MountTargetId = ''] = await network.mountTargets();
      await local.efs.send(new DeleteMountTargetCommand({ MountTargetId }));
    },
    text: /has no mount target in use1-az\d \(subnet-\w+\)$/,
  },
  {
    what: 'a file system whose mount targets are in another VPC',
    code: 'mount-target-missing',
    async make(network) {
      const other = await theRightOne();
      await mounting(network, await other.fileSystem());
    },
  },
  {
    what: 'mount targets that do not admit NFS',
    code: 'file-system-closed',
    make: (network) =>
      local.ec2.send(
        new RevokeSecurityGroupIngressCommand({
          GroupId: network.nfsInbound,
          IpPermissions: [tcp(2049, network.nfsOutbound)],
        }),
      ),
    text: /cannot reach fs-\w+ on TCP 2049/,
  },
  {
    what: 'a custom file system that does not exist',
    code: 'file-system-missing',
    make: (network) => mounting(network, 'fs-0123456789abcdef0'),
    text: /there is no fs-0123456789abcdef0 in this account and region, which private spaces have$/,
  },
  {
    what: "a user profile's own file system without a mount target, where profiles are looked at",
    code: 'mount-target-missing',
    wishes: { userProfiles: 'each' },
    make: async (network) => profileMounts(network, 'bo', await network.fileSystem(network.subnetIds.slice(0, 1))),
  },
  {
    what: "a user profile's own file system that does not admit its apps, where profiles are looked at",
    code: 'file-system-closed',
    wishes: { userProfiles: 'each' },
    async make(network) {
      const closed = await network.group('closed-files');
      await profileMounts(network, 'bo', await network.fileSystem(network.subnetIds, [closed]));
    },
    text: /apps of user profile bo /,
  },
  {
    what: "a group of the domain's own that does not exist",
    code: 'security-group-missing',
    make: (network) =>
      local.sagemaker.send(
        new UpdateDomainCommand({
          DomainId: network.domainId,
          DomainSettingsForUpdate: { SecurityGroupIds: ['sg-0123456789abcdef0'] },
        }),
      ),
  },
  {
    what: "a rule of SageMaker's own groups that was taken out",
    code: 'nfs-groups-changed',
    async make(network) {
      const inbound = await network.groupNamed(`security-group-for-inbound-nfs-${network.domainId}`);
      await local.ec2.send(
        new RevokeSecurityGroupIngressCommand({ GroupId: inbound, IpPermissions: [tcp(988, network.nfsOutbound)] }),
      );
    },
    text: /does not admit TCP 988 from sg-/,
  },
  {
    what: "a rule of SageMaker's own groups that is on UDP",
    code: 'nfs-groups-changed',
    async make(network) {
      const inbound = await network.groupNamed(`security-group-for-inbound-nfs-${network.domainId}`);
      const rule = tcp(988, network.nfsOutbound);
      await local.ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId: inbound, IpPermissions: [rule] }));
      await local.ec2.send(
        new AuthorizeSecurityGroupIngressCommand({ GroupId: inbound, IpPermissions: [{ ...rule, IpProtocol: 'udp' }] }),
      );
    },
  },
  {
    what: "one of SageMaker's own groups that is gone",
    code: 'nfs-groups-changed',
    async make(network) {
      const GroupId = await network.groupNamed(`security-group-for-inbound-nfs-${network.domainId}`);
      await local.ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
    },
    text: /security-group-for-inbound-nfs-d-\w+ does not exist any more$/,
  },
  {
    what: 'a zone that does not offer a type',
    code: 'instance-type-not-offered',
    made: { zones: ['us-east-1b', 'us-east-1e'] },
    wishes: { instanceTypes: ['ml.g5.xlarge'] },
    text: /use1-az3 does not offer ml\.g5\.xlarge/,
  },
  {
    what: 'a type that the Region does not have',
    code: 'instance-type-not-offered',
    wishes: { instanceTypes: ['ml.zz9.large'] },
    text: /every zone of the domain/,
  },
  {
    what: 'an endpoint policy on addresses that requests do not have there',
    code: 'source-ip-behind-shared-egress',
    async make(network) {
      await withoutEndpoint(network, 'sts');
      const policy = {
        Statement: {
          Effect: 'Allow',
          Principal: '*',
          Action: '*',
          Resource: '*',
          Condition: { IpAddress: { 'AWS:sourceip': ['203.0.113.0/24'] } },
        },
      };
      await network.endpoint('sts', { policy: JSON.stringify(policy) });
    },
  },
  {
    what: 'a subnet of the domain that does not exist',
    code: 'subnet-missing',
    make: (network) =>
      local.sagemaker.send(
        new UpdateDomainCommand({
          DomainId: network.domainId,
          SubnetIds: [...network.subnetIds, 'subnet-0123456789abcdef0'],
        }),
      ),
  },
];

/** A right network, for what is only asked of it. */
let right: Promise<Network> | undefined;
const theRightOne = () => (right ??= Network.make(local));

/** Networks are made two ahead of the tests that break them: moto makes one while another is looked at. */
const networks: Promise<Network>[] = [];
function networkOf(defect: Defect): Promise<Network> {
  const at = defects.indexOf(defect);
  for (const { made, make } of defects.slice(networks.length, at + 3)) {
    const network = made || make ? Network.make(local, made) : theRightOne();
    // Whoever waits for it is told.
    network.catch(() => undefined);
    networks.push(network);
  }
  return networks[at] ?? theRightOne();
}

it.each(defects)('finds $what, and nothing else, and what it says to run mends it ($code)', async (defect) => {
  const { code, wishes, make, text, byHand } = defect;
  const network = await networkOf(defect);
  await make?.(network);
  const { codes, texts, gaps, commands } = await found(network, wishes);
  expect({ codes, gaps }).toEqual({ codes: [code], gaps: [] });
  if (text) expect(texts[0]).toMatch(text);
  if (byHand || !(await mend(commands))) return;
  expect((await found(network, wishes)).codes).toEqual([]);
});

/** Runs what findings say to run, with the AWS CLI in a shell; whether there is something that needs no word more. */
async function mend(commands: string[]): Promise<boolean> {
  // What several findings say to run is run once.
  const whole = [...new Set(commands)].filter((command) => !command.includes('…'));
  const elsewhere = { ...local.environment, AWS_REGION: '' };
  const env = { ...elsewhere, PATH: `${tools}/bin:${process.env['PATH']}`, HOME: local.at('home') };
  for (const command of whole) {
    // The next network is made meanwhile.
    await promisify(execFile)('bash', ['-c', command], { env, timeout: 60_000 });
  }
  return whole.length > 0;
}

describe('finds nothing', () => {
  const nothing = { codes: [], texts: [], gaps: [], commands: [] };

  it('in a right VPC, whatever is asked that it has', async () => {
    const network = await Network.make(local, {
      services: [...always, 'ecr.api', 'ecr.dkr', 'aws.sagemaker.us-east-1.studio'],
    });
    await nat(network);
    const wishes: Partial<Wishes> = {
      internet: 'expected',
      uses: ['custom-images', 'private-urls'],
      instanceTypes: ['ml.g5.xlarge'],
    };
    expect(await found(network, wishes)).toEqual(nothing);
  });

  it('where services without endpoints are reached by NAT gateways', async () => {
    const network = await Network.make(local, { services: [] });
    await nat(network);
    expect(await found(network)).toEqual(nothing);
  });

  it('where each user profile has a group of its own that admits itself', async () => {
    const network = await Network.make(local);
    for (const UserProfileName of ['ana', 'bo']) {
      const own = await network.group(UserProfileName);
      await network.admit(own, 8192, own);
      await local.sagemaker.send(
        new UpdateUserProfileCommand({
          DomainId: network.domainId,
          UserProfileName,
          UserSettings: { SecurityGroups: [own] },
        }),
      );
    }
    expect(await found(network, { isolation: 'per-profile' })).toEqual(nothing);
  });

  it("wrong with a user profile's own file system that only its own apps reach, nor looks at it unasked", async () => {
    const network = await Network.make(local);
    const [own, files] = [await network.group('ana'), await network.group('files-of-ana')];
    await network.admit(files, 2049, own);
    await local.sagemaker.send(
      new UpdateUserProfileCommand({
        DomainId: network.domainId,
        UserProfileName: 'ana',
        UserSettings: { SecurityGroups: [own] },
      }),
    );
    await profileMounts(network, 'ana', await network.fileSystem(network.subnetIds, [files]));
    expect(await found(network, { userProfiles: 'each' })).toEqual(nothing);
    await profileMounts(network, 'ana', 'fs-0123456789abcdef0');
    expect(await found(network)).toEqual(nothing);
    expect(await found(network, { userProfiles: 'each' })).toMatchObject({ codes: ['file-system-missing'] });
  });

  it('where groups admit by ranges that only together hold the subnets, and by a prefix list', async () => {
    const network = await Network.make(local, { services: ['sagemaker.runtime', 'sts', 'logs'] });
    const [byRanges, byList] = [await network.group('by-ranges'), await network.group('by-list')];
    const { PrefixList } = await local.ec2.send(
      new CreateManagedPrefixListCommand({
        PrefixListName: 'studio',
        AddressFamily: 'IPv4',
        MaxEntries: 2,
        Entries: network.cidrs.map((Cidr) => ({ Cidr })),
      }),
    );
    const https = { IpProtocol: 'tcp', FromPort: 0, ToPort: 65_535 };
    await local.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: byRanges,
        IpPermissions: [{ ...https, IpRanges: network.cidrs.map((CidrIp) => ({ CidrIp })) }],
      }),
    );
    await local.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: byList,
        IpPermissions: [{ ...https, PrefixListIds: [{ PrefixListId: PrefixList?.PrefixListId }] }],
      }),
    );
    await network.endpoint('sagemaker.api', { groups: [byRanges] });
    await withoutEndpoint(network, 'sts');
    await network.endpoint('sts', { groups: [byList] });
    expect(await found(network)).toEqual(nothing);
  });

  it('in a domain with public internet access without endpoints, whose file system is open to its apps', async () => {
    const network = await Network.make(local, { access: 'PublicInternetOnly' });
    await attribute(network, 'EnableDnsSupport');
    expect(await found(network, { internet: 'expected' })).toEqual(nothing);
    const { outcomes } = await judged(network);
    expect(outcomes).toContainEqual({
      outcome: 'not-applicable',
      code: 'endpoint-missing',
      why: expect.stringContaining("SageMaker's own network (PublicInternetOnly)"),
    });
  });

  it('wrong in policies of IAM on other addresses than the NAT gateway has', async () => {
    const network = await Network.make(local);
    const policy = (ip: string) =>
      JSON.stringify({ Statement: [{ Sid: 'Office', Condition: { IpAddress: { 'aws:SourceIp': ip } } }] });
    const policies = (ip: string) => [{ name: 'office.json', document: policy(ip), through: 'iam' as const }];
    const gateway = await nat(network);
    const { NatGateways = [] } = await local.ec2.send(new DescribeNatGatewaysCommand({ NatGatewayIds: [gateway] }));
    const shared = NatGateways[0]?.NatGatewayAddresses?.[0]?.PublicIp ?? '';
    expect(await found(network, { policies: policies('198.51.100.0/24') })).toEqual(nothing);
    expect(await found(network, { policies: policies(shared) })).toMatchObject({
      codes: ['source-ip-behind-shared-egress'],
      texts: [expect.stringContaining(`office.json, statement Office has aws:SourceIp ${shared}`)],
    });
  });
});

it('adds up the people of every domain that takes its addresses from the same subnets', async () => {
  const network = await Network.make(local, { prefix: 28, profiles: ['ana', 'bo'] });
  const profiles = Array.from({ length: 15 }, (_, at) => `user-${at}`);
  const other = await network.furtherDomain(profiles);
  const { codes, texts } = await found(network, { growth: 0 });
  expect(codes).toEqual(['too-few-addresses']);
  expect(texts[0]).toContain(`${network.domainId} has 2 users with 1 app each, of which 0 run; ${other} has 15 users`);
});

it('cannot tell what a default route into another network leads to, and says so for each service', async () => {
  const network = await Network.make(local, { services: ['sagemaker.api', 'sagemaker.runtime', 'logs'] });
  const { TransitGateway } = await local.ec2.send(new CreateTransitGatewayCommand({}));
  await route(network, { TransitGatewayId: TransitGateway?.TransitGatewayId });
  const { codes, gaps } = await found(network, { internet: 'expected' });
  expect(codes).toEqual([]);
  expect(gaps).toEqual([
    `how ${network.domainId} reaches com.amazonaws.us-east-1.sts`,
    ...network.subnetIds.map((id) => `the way of ${id} to the internet`),
  ]);
});

it('finds a subnet in a dual-stack domain without IPv6', async () => {
  const network = await Network.make(local);
  await local.sagemaker.send(
    new UpdateDomainCommand({
      DomainId: network.domainId,
      DomainSettingsForUpdate: { IpAddressType: 'dualstack' },
    }),
  );
  const { codes, texts } = await found(network);
  expect(codes).toEqual(['subnet-address-family']);
  expect(texts).toHaveLength(2);
});
