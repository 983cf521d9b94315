import { DescribeInstanceTypeOfferingsCommand } from '@aws-sdk/client-ec2';
import { type Ec2, ec2Items } from './ec2';

/** DescribeInstanceTypeOfferings: the zones, by id, that offer each of some types of EC2. Rejects with `AwsError`. */
export async function instanceTypeOfferings(ec2: Ec2, instanceTypes: string[]) {
  const offerings = await ec2Items(
    (page) =>
      ec2.ask(
        new DescribeInstanceTypeOfferingsCommand({
          ...page,
          LocationType: 'availability-zone-id',
          Filters: [{ Name: 'instance-type', Values: instanceTypes }],
        }),
      ),
    (output) => output.InstanceTypeOfferings,
  );
  return instanceTypes.map((instanceType) => ({
    instanceType,
    zoneIds: offerings.flatMap((offering) =>
      String(offering.InstanceType) === instanceType && offering.Location !== undefined ? [offering.Location] : [],
    ),
  }));
}
