import { type EndpointNeed, needsOf, serves, serviceNameInStack } from '../endpoint-needs';
import type { ExistingVpc, TemplateWish } from './wish';
import { ref, tcp } from './words';

/** What it is called within the template. */
export const endpointName = ({ service }: EndpointNeed) =>
  `${service
    .split(/[^a-z0-9]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}Endpoint`;

/** An endpoint in every subnet, or in the route table. */
export function endpoint(need: EndpointNeed, vpcId: unknown, subnets: object[], region?: string) {
  const ServiceName = { 'Fn::Sub': serviceNameInStack(need, region) };
  const common = { VpcId: vpcId, ServiceName, VpcEndpointType: need.type };
  const properties =
    need.type === 'Gateway'
      ? { ...common, RouteTableIds: [ref('RouteTable')] }
      : { ...common, PrivateDnsEnabled: true, SubnetIds: subnets, SecurityGroupIds: [ref('EndpointSecurityGroup')] };
  return { Type: 'AWS::EC2::VPCEndpoint', Properties: properties };
}

/** A gateway endpoint stands in route tables, so the new table takes one of its own. */
export const alreadyThere = (need: EndpointNeed, existing: ExistingVpc | undefined) =>
  need.type === 'Interface' &&
  existing?.endpoints.some(({ service }) => serves(service, need, existing.region)) === true;

/** The doors of endpoints that are there already are opened to the apps, and those of Studio to people's browsers. */
export function openings({ vpc, uses, companyCidr }: TemplateWish) {
  if (!('vpcId' in vpc)) return {};
  const doorsOf = (needs: EndpointNeed[]) => {
    const used = vpc.endpoints.filter(({ service }) => needs.some((need) => serves(service, need, vpc.region)));
    return [...new Set(used.flatMap(({ groupIds: [first] }) => first ?? []))];
  };
  const needs = needsOf(uses);
  const ingress = (GroupId: string, from: object) => ({
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: { GroupId, ...tcp(443), ...from },
  });
  const fromApps = doorsOf(needs).map((id) => ingress(id, { SourceSecurityGroupId: ref('AppSecurityGroup') }));
  const forBrowsers = companyCidr === undefined ? [] : needs.filter(({ service }) => browsersUse.includes(service));
  const fromBrowsers = doorsOf(forBrowsers).map((id) => ingress(id, { CidrIp: companyCidr }));
  return Object.fromEntries(
    [...fromApps, ...fromBrowsers].map((resource, at) => [`ExistingEndpointIngress${at + 1}`, resource]),
  );
}

/** What opens Studio by private addresses: Studio's own endpoint, and SageMaker's to sign the address. */
const browsersUse = ['studio', 'sagemaker.api'];
