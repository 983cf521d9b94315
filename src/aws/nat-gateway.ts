import { DescribeNatGatewaysCommand } from '@aws-sdk/client-ec2';
import { type Ec2, ec2Items, inVpc } from './ec2';

/** DescribeNatGateways of a VPC. Rejects with `AwsError`. */
export async function describeNatGateways(ec2: Ec2, vpcId: string) {
  const gateways = await ec2Items(
    (page) => ec2.ask(new DescribeNatGatewaysCommand({ ...page, Filter: inVpc(vpcId) })),
    (output) => output.NatGateways,
  );
  return gateways.map(({ NatGatewayId = '', State, ConnectivityType, SubnetId = '', NatGatewayAddresses = [] }) => ({
    natGatewayId: NatGatewayId,
    state: State ?? 'unknown',
    // The API had public ones alone before it told the type.
    connectivity: ConnectivityType ?? 'public',
    subnetId: SubnetId,
    publicIps: NatGatewayAddresses.flatMap(({ PublicIp }) => PublicIp ?? []),
  }));
}
