import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { type Ec2, ec2Items, inVpc } from './ec2';

/**
 * DescribeSubnets of a VPC. Zones by id: one account's `us-east-1a` is another's `us-east-1c`. A subnet that is shared with
 * this account tells its owner. Rejects with `AwsError`.
 */
export async function describeSubnets(ec2: Ec2, vpcId: string) {
  const subnets = await ec2Items(
    (page) => ec2.ask(new DescribeSubnetsCommand({ ...page, Filters: inVpc(vpcId) })),
    (output) => output.Subnets,
  );
  return subnets.map((subnet) => {
    const ipv6 = (subnet.Ipv6CidrBlockAssociationSet ?? []).flatMap(({ Ipv6CidrBlock, Ipv6CidrBlockState }) =>
      Ipv6CidrBlock && (Ipv6CidrBlockState?.State ?? 'associated') === 'associated' ? [Ipv6CidrBlock] : [],
    );
    return {
      subnetId: subnet.SubnetId ?? '',
      zoneId: subnet.AvailabilityZoneId ?? subnet.AvailabilityZone ?? '',
      zoneName: subnet.AvailabilityZone ?? '',
      free: subnet.AvailableIpAddressCount ?? 0,
      ipv6,
      // A subnet of IPv6 alone has no IPv4 range, or an empty one.
      ...(subnet.CidrBlock && !subnet.Ipv6Native && { cidr: subnet.CidrBlock }),
      ...(subnet.OwnerId && { ownerId: subnet.OwnerId }),
    };
  });
}

/** DescribeSubnets of some, by id: those that are there, with the addresses that are free. Rejects with `AwsError`. */
export async function describeSubnetsById(ec2: Ec2, subnetIds: string[]) {
  // A filter passes over what is not there; asked by SubnetIds, EC2 refuses all for one.
  const subnets = await ec2Items(
    (page) => ec2.ask(new DescribeSubnetsCommand({ ...page, Filters: [{ Name: 'subnet-id', Values: subnetIds }] })),
    (output) => output.Subnets,
  );
  return subnets.map(({ SubnetId = '', AvailableIpAddressCount = 0 }) => ({
    subnetId: SubnetId,
    free: AvailableIpAddressCount,
  }));
}
