import { describeAvailabilityZones } from '../../aws/availability-zone';
import { connectEc2 } from '../../aws/ec2';
import { describeSubnets } from '../../aws/subnet';
import { describeVpc } from '../../aws/vpc';
import { describeVpcEndpoints } from '../../aws/vpc-endpoint';

/** A VPC's ranges, which parts of them are taken, its interface endpoints, and the region's zones. Rejects with `AwsError`. */
export async function readVpc(region: string, vpcId: string) {
  const ec2 = connectEc2(region);
  try {
    const { cidrs } = await describeVpc(ec2, vpcId);
    const subnets = await describeSubnets(ec2, vpcId);
    const endpoints = await describeVpcEndpoints(ec2, vpcId);
    const zones = await describeAvailabilityZones(ec2);
    return {
      cidrs,
      zones: zones.flatMap(({ zoneId, zoneType }) => (zoneType === 'availability-zone' ? zoneId : [])),
      taken: subnets.flatMap(({ cidr }) => cidr ?? []),
      endpoints: endpoints.filter(({ type, privateDns }) => type === 'Interface' && privateDns),
    };
  } finally {
    ec2.close();
  }
}
