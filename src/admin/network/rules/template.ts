import { needsOf } from './endpoint-needs';
import { alreadyThere, endpoint, endpointName, openings } from './template/endpoints';
import { flowLogs } from './template/flow-logs';
import { resolver } from './template/resolver';
import { securityGroups } from './template/security-groups';
import { newVpc, subnetResources } from './template/subnets';
import type { TemplateWish } from './template/wish';
import { named, ref } from './template/words';

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
      ...Object.fromEntries(
        missing.map((need) => [endpointName(need), endpoint(need, vpcId, subnetRefs, wish.region)]),
      ),
      ...openings(wish),
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
