import { DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2';
import { type Ec2, ec2Items } from './ec2';

/** DescribeNetworkInterfaces of some subnets: of which kind, and how many addresses each has. Rejects with `AwsError`. */
export async function describeNetworkInterfaces(ec2: Ec2, subnetIds: string[]) {
  const interfaces = await ec2Items(
    (page) =>
      ec2.ask(new DescribeNetworkInterfacesCommand({ ...page, Filters: [{ Name: 'subnet-id', Values: subnetIds }] })),
    (output) => output.NetworkInterfaces,
  );
  return interfaces.map(({ SubnetId = '', InterfaceType, Description = '', PrivateIpAddresses = [] }) => ({
    subnetId: SubnetId,
    kind: String(InterfaceType ?? 'interface'),
    description: Description,
    addresses: Math.max(1, PrivateIpAddresses.length),
  }));
}
