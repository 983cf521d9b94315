import type { TemplateWish } from './wish';
import { named, ref } from './words';

/** A VPC of the template's own, in which private names work. */
export const newVpc = (CidrBlock: string) => ({
  Type: 'AWS::EC2::VPC',
  Properties: { CidrBlock, EnableDnsSupport: true, EnableDnsHostnames: true, Tags: named('studio') },
});

/** A subnet with its place in the one route table. */
export function subnetResources({ cidr, zoneId }: TemplateWish['subnets'][number], at: number, vpcId: unknown) {
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
