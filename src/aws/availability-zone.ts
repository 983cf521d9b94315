import { DescribeAvailabilityZonesCommand } from '@aws-sdk/client-ec2';
import type { Ec2 } from './ec2';

/** DescribeAvailabilityZones: every zone of the region, local ones too, by id. Rejects with `AwsError`. */
export async function describeAvailabilityZones(ec2: Ec2) {
  const answer = await ec2.ask(new DescribeAvailabilityZonesCommand({ AllAvailabilityZones: true }));
  return (answer.AvailabilityZones ?? []).map(({ ZoneId = '', ZoneName = '', ZoneType }) => ({
    zoneId: ZoneId,
    zoneName: ZoneName,
    zoneType: ZoneType ?? 'availability-zone',
  }));
}
