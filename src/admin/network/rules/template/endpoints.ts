import { type EndpointNeed, needsOf, type Use } from '../endpoint-needs';
import type { ExistingVpc } from './wish';
import { ref, tcp } from './words';

/** The service's name in the stack's own region. */
const serviceNameOf = ({ service }: EndpointNeed) => ({
  'Fn::Sub': service === 'studio' ? 'aws.sagemaker.${AWS::Region}.studio' : `com.amazonaws.\${AWS::Region}.${service}`,
});

/** What it is called within the template. */
export const endpointName = ({ service }: EndpointNeed) =>
  `${service
    .split(/[^a-z0-9]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Endpoint`;

/** An endpoint in every subnet, or in the route table. */
export function endpoint(need: EndpointNeed, vpcId: unknown, subnets: object[]) {
  const common = { VpcId: vpcId, ServiceName: serviceNameOf(need), VpcEndpointType: need.type };
  const properties =
    need.type === 'Gateway'
      ? { ...common, RouteTableIds: [ref('RouteTable')] }
      : { ...common, PrivateDnsEnabled: true, SubnetIds: subnets, SecurityGroupIds: [ref('EndpointSecurityGroup')] };
  return { Type: 'AWS::EC2::VPCEndpoint', Properties: properties };
}

/** A gateway endpoint stands in route tables, so the new table takes one of its own. */
export const alreadyThere = (need: EndpointNeed, existing: ExistingVpc | undefined) =>
  need.type === 'Interface' && existing?.endpoints.some(({ service }) => serves(service, need)) === true;

/** Whether an endpoint's service is the needed one, in whichever region: `com.amazonaws.REGION.sts`. */
const serves = (service: string, need: EndpointNeed) => service.split('.').slice(3).join('.') === need.service;

/** The doors of endpoints that are there already are opened to the apps. */
export function openings(existing: ExistingVpc | undefined, uses: ReadonlySet<Use>) {
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
