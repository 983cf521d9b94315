import { type EndpointNeed, needsOf, type Use } from './endpoint-needs';

/** A VPC that is there already, as far as a template must know it. */
export interface ExistingVpc {
  vpcId: string;
  /** Interface endpoints that it has: a service's private name can be given once in a VPC. */
  endpoints: { service: string; groupIds: string[] }[];
}

export interface TemplateWish {
  /** One subnet a zone: its range, and the zone's id where it is said. */
  subnets: { cidr: string; zoneId?: string }[];
  vpc: { cidr: string } | ExistingVpc;
  uses: ReadonlySet<Use>;
  /** Where people's browsers are, where Studio is to be opened by private addresses. */
  companyCidr?: string;
  /** Whether custom file systems are to be mounted. */
  customFileSystems: 'some' | 'none';
}

const tcp = (port: number) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port });
const ref = (name: string) => ({ Ref: name });
const named = (name: string) => [{ Key: 'Name', Value: { 'Fn::Sub': `\${AWS::StackName}-${name}` } }];
/** CloudFormation lets a group without rules send everything; this is how it is told to send nothing. */
const sendsNothing = [{ IpProtocol: '-1', CidrIp: '127.0.0.1/32', Description: 'sends nothing' }];

/**
 * A network for a VpcOnly domain as a CloudFormation template, as a plain object. Types and properties are those of
 * CloudFormation's schemas (as cfn-lint 1.58 bundles them).
 */
export function networkTemplate(wish: TemplateWish): object {
  const { subnets, vpc, uses } = wish;
  const existing = 'vpcId' in vpc ? vpc : undefined;
  const vpcId = existing ? existing.vpcId : ref('Vpc');
  const subnetRefs = subnets.map((_, at) => ref(`Subnet${at + 1}`));
  const missing = needsOf(uses).filter((need) => !alreadyThere(need, existing));
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'A network for SageMaker Studio without a way to the internet',
    Resources: {
      ...('cidr' in vpc && { Vpc: newVpc(vpc.cidr) }),
      RouteTable: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: vpcId, Tags: named('studio') } },
      ...Object.assign({}, ...subnets.map((subnet, at) => subnetResources(subnet, at, vpcId))),
      ...securityGroups(vpcId, wish),
      ...Object.fromEntries(missing.map((need) => [endpointName(need), endpoint(need, vpcId, subnetRefs)])),
      ...openings(existing, uses),
      ...(wish.companyCidr !== undefined && resolver(wish.companyCidr, vpcId, subnetRefs.slice(0, 2))),
      ...flowLogs(existing ? subnetRefs.map((id) => ({ type: 'Subnet', id })) : [{ type: 'VPC', id: vpcId }]),
    },
    Outputs: {
      VpcId: { Value: vpcId },
      SubnetIds: { Value: { 'Fn::Join': [',', subnetRefs] } },
      AppSecurityGroupId: { Description: 'For DefaultUserSettings.SecurityGroups', Value: ref('AppSecurityGroup') },
      ...(wish.customFileSystems === 'some' && {
        FileSystemSecurityGroupId: { Description: 'For mount targets', Value: ref('FileSystemSecurityGroup') },
      }),
      ...(wish.companyCidr !== undefined && {
        ResolverEndpointId: { Description: 'Where company DNS forwards to', Value: ref('ResolverEndpoint') },
      }),
    },
  };
}

const newVpc = (CidrBlock: string) => ({
  Type: 'AWS::EC2::VPC',
  Properties: { CidrBlock, EnableDnsSupport: true, EnableDnsHostnames: true, Tags: named('studio') },
});

function subnetResources({ cidr, zoneId }: TemplateWish['subnets'][number], at: number, vpcId: unknown) {
  const zone =
    zoneId === undefined
      ? { AvailabilityZone: { 'Fn::Select': [at, { 'Fn::GetAZs': '' }] } }
      : { AvailabilityZoneId: zoneId };
  return {
    [`Subnet${at + 1}`]: {
      Type: 'AWS::EC2::Subnet',
      Properties: { VpcId: vpcId, CidrBlock: cidr, ...zone, Tags: named(`studio-${at + 1}`) },
    },
    [`Subnet${at + 1}Routes`]: {
      Type: 'AWS::EC2::SubnetRouteTableAssociation',
      Properties: { RouteTableId: ref('RouteTable'), SubnetId: ref(`Subnet${at + 1}`) },
    },
  };
}

function securityGroups(vpcId: unknown, { companyCidr, customFileSystems }: TemplateWish) {
  const group = (GroupDescription: string, rules: object) => ({
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { GroupDescription, VpcId: vpcId, ...rules },
  });
  const files = customFileSystems === 'some';
  const toFiles = [2049, 988].map((port) => ({
    ...tcp(port),
    DestinationSecurityGroupId: ref('FileSystemSecurityGroup'),
  }));
  const company = { ...tcp(443), CidrIp: companyCidr, Description: "people's browsers" };
  return {
    // S3 is reached by a gateway, whose addresses are public ones; nothing else leads out.
    AppSecurityGroup: group('Apps of SageMaker Studio: nobody may reach them', {
      SecurityGroupEgress: [{ ...tcp(443), CidrIp: '0.0.0.0/0', Description: 'endpoints' }, ...(files ? toFiles : [])],
    }),
    EndpointSecurityGroup: group('Endpoints: apps may reach them', {
      SecurityGroupIngress: [
        { ...tcp(443), SourceSecurityGroupId: ref('AppSecurityGroup') },
        ...(companyCidr === undefined ? [] : [company]),
      ],
      SecurityGroupEgress: sendsNothing,
    }),
    ...(files && {
      FileSystemSecurityGroup: group('Custom file systems: apps may reach them', { SecurityGroupEgress: sendsNothing }),
      ...Object.fromEntries(
        [2049, 988].map((port) => [
          `FileSystemIngress${port}`,
          {
            Type: 'AWS::EC2::SecurityGroupIngress',
            Properties: {
              GroupId: ref('FileSystemSecurityGroup'),
              ...tcp(port),
              SourceSecurityGroupId: ref('AppSecurityGroup'),
            },
          },
        ]),
      ),
    }),
  };
}

/** The service's name in the stack's own region. */
const serviceNameOf = ({ service }: EndpointNeed) => ({
  'Fn::Sub': service === 'studio' ? 'aws.sagemaker.${AWS::Region}.studio' : `com.amazonaws.\${AWS::Region}.${service}`,
});

const endpointName = ({ service }: EndpointNeed) =>
  `${service
    .split(/[^a-z0-9]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Endpoint`;

function endpoint(need: EndpointNeed, vpcId: unknown, subnets: object[]) {
  const common = { VpcId: vpcId, ServiceName: serviceNameOf(need), VpcEndpointType: need.type };
  const properties =
    need.type === 'Gateway'
      ? { ...common, RouteTableIds: [ref('RouteTable')] }
      : { ...common, PrivateDnsEnabled: true, SubnetIds: subnets, SecurityGroupIds: [ref('EndpointSecurityGroup')] };
  return { Type: 'AWS::EC2::VPCEndpoint', Properties: properties };
}

/** A gateway endpoint stands in route tables, so the new table takes one of its own. */
const alreadyThere = (need: EndpointNeed, existing: ExistingVpc | undefined) =>
  need.type === 'Interface' && existing?.endpoints.some(({ service }) => serves(service, need)) === true;

/** Whether an endpoint's service is the needed one, in whichever region: `com.amazonaws.REGION.sts`. */
const serves = (service: string, need: EndpointNeed) => service.split('.').slice(3).join('.') === need.service;

/** The doors of endpoints that are there already are opened to the apps. */
function openings(existing: ExistingVpc | undefined, uses: ReadonlySet<Use>) {
  const used = (existing?.endpoints ?? []).filter(({ service }) => needsOf(uses).some((need) => serves(service, need)));
  const groupIds = [...new Set(used.flatMap(({ groupIds: [first] }) => first ?? []))];
  return Object.fromEntries(
    groupIds.map((GroupId, at) => [
      `ExistingEndpointIngress${at + 1}`,
      {
        Type: 'AWS::EC2::SecurityGroupIngress',
        Properties: { GroupId, ...tcp(443), SourceSecurityGroupId: ref('AppSecurityGroup') },
      },
    ]),
  );
}

/** Where company DNS asks for private names: a resolver takes two addresses or more, best in two zones. */
function resolver(companyCidr: string, vpcId: unknown, subnets: object[]) {
  const dns = ['tcp', 'udp'].map((IpProtocol) => ({ IpProtocol, FromPort: 53, ToPort: 53, CidrIp: companyCidr }));
  return {
    ResolverSecurityGroup: {
      Type: 'AWS::EC2::SecurityGroup',
      Properties: {
        GroupDescription: 'Resolver: company DNS may ask it',
        VpcId: vpcId,
        SecurityGroupIngress: dns,
        SecurityGroupEgress: sendsNothing,
      },
    },
    ResolverEndpoint: {
      Type: 'AWS::Route53Resolver::ResolverEndpoint',
      Properties: {
        Direction: 'INBOUND',
        IpAddresses: subnets.map((SubnetId) => ({ SubnetId })),
        SecurityGroupIds: [ref('ResolverSecurityGroup')],
        Tags: named('studio'),
      },
    },
  };
}

function flowLogs(of: { type: string; id: unknown }[]) {
  const role = { Service: 'vpc-flow-logs.amazonaws.com' };
  const logs = { 'Fn::GetAtt': ['FlowLogGroup', 'Arn'] };
  const actions = ['CreateLogStream', 'PutLogEvents', 'DescribeLogStreams'].map((action) => `logs:${action}`);
  return {
    FlowLogGroup: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 90 } },
    FlowLogRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: role, Action: 'sts:AssumeRole' }],
        },
        Policies: [
          {
            PolicyName: 'write-flow-logs',
            PolicyDocument: {
              Version: '2012-10-17',
              Statement: [{ Effect: 'Allow', Action: actions, Resource: logs }],
            },
          },
        ],
      },
    },
    ...Object.fromEntries(
      of.map(({ type, id }, at) => [
        `FlowLog${at + 1}`,
        {
          Type: 'AWS::EC2::FlowLog',
          Properties: {
            ResourceType: type,
            ResourceId: id,
            TrafficType: 'ALL',
            LogGroupName: ref('FlowLogGroup'),
            DeliverLogsPermissionArn: { 'Fn::GetAtt': ['FlowLogRole', 'Arn'] },
          },
        },
      ]),
    ),
  };
}
