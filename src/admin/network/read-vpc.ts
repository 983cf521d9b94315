import { describeAvailabilityZones } from '../../aws/availability-zone';
import { connectEc2 } from '../../aws/ec2';
import { describeSubnets } from '../../aws/subnet';
import { describeVpc, describeVpcDns } from '../../aws/vpc';
import { describeVpcEndpoints } from '../../aws/vpc-endpoint';

/**
 * A VPC's ranges, which parts of them are taken, its tenancy and DNS attributes, its interface endpoints, and the region's
 * zones. Rejects with `AwsError`.
 */
export async function readVpc(region: string, vpcId: string) {
  const ec2 = connectEc2(region);
  try {
    const { cidrs, tenancy } = await describeVpc(ec2, vpcId);
    const dns = await describeVpcDns(ec2, vpcId);
    const subnets = await describeSubnets(ec2, vpcId);
    const endpoints = await describeVpcEndpoints(ec2, vpcId);
    const zones = await describeAvailabilityZones(ec2);
    return {
      cidrs,
      tenancy,
      dns,
      zones: zones.flatMap(({ zoneId, zoneType }) => (zoneType === 'availability-zone' ? zoneId : [])),
      taken: subnets.flatMap(({ cidr }) => cidr ?? []),
      endpoints: endpoints.filter(
        ({ type, privateDns, state }) => type === 'Interface' && privateDns && ['available', 'pending'].includes(state),
      ),
    };
  } finally {
    ec2.close();
  }
}
