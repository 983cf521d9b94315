import { DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2';
import { type Ec2, ec2Items } from './ec2';

/** DescribeNetworkInterfaces of some subnets: of which kind, and how many addresses each has. Rejects with `AwsError`. */
export async function describeNetworkInterfaces(ec2: Ec2, subnetIds: string[]) {
  const interfaces = await ec2Items(
    (page) =>
      ec2.ask(new DescribeNetworkInterfacesCommand({ ...page, Filters: [{ Name: 'subnet-id', Values: subnetIds }] })),
    (output) => output.NetworkInterfaces,
  );
  return interfaces.map(({ SubnetId = '', InterfaceType, Description = '', ...its }) => ({
    subnetId: SubnetId,
    kind: String(InterfaceType ?? 'interface'),
    description: Description,
    // A delegated prefix is a /28.
    addresses: Math.max(1, its.PrivateIpAddresses?.length ?? 0) + 16 * (its.Ipv4Prefixes?.length ?? 0),
  }));
}
