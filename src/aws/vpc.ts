import { DescribeVpcAttributeCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import type { Ec2 } from './ec2';
import { AwsError } from './errors';

/** DescribeVpcs of one: its ranges, the secondary ones included, whose it is, and its tenancy. Rejects with `AwsError`. */
export async function describeVpc(ec2: Ec2, vpcId: string) {
  const answer = await ec2.ask(new DescribeVpcsCommand({ VpcIds: [vpcId] }));
  const [vpc] = answer.Vpcs ?? [];
  if (!vpc) throw new AwsError({ kind: 'not-found', operation: 'DescribeVpcs', message: `there is no VPC ${vpcId}` });
  const associated = (vpc.CidrBlockAssociationSet ?? []).flatMap(({ CidrBlock, CidrBlockState }) =>
    CidrBlock && (CidrBlockState?.State ?? 'associated') === 'associated' ? [CidrBlock] : [],
  );
  return {
    vpcId,
    cidrs: associated.length > 0 ? associated : vpc.CidrBlock ? [vpc.CidrBlock] : [],
    tenancy: vpc.InstanceTenancy ?? 'default',
    ...(vpc.OwnerId && { ownerId: vpc.OwnerId }),
  };
}

/** DescribeVpcAttribute, which tells one at a time: both that names of private endpoints need. Rejects with `AwsError`. */
export async function describeVpcDns(ec2: Ec2, vpcId: string) {
  const attribute = (Attribute: 'enableDnsSupport' | 'enableDnsHostnames') =>
    ec2.ask(new DescribeVpcAttributeCommand({ VpcId: vpcId, Attribute }));
  const support = await attribute('enableDnsSupport');
  const hostnames = await attribute('enableDnsHostnames');
  return {
    enableDnsSupport: support.EnableDnsSupport?.Value === true,
    enableDnsHostnames: hostnames.EnableDnsHostnames?.Value === true,
  };
}
