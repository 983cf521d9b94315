import { DescribeRouteTablesCommand, type Route } from '@aws-sdk/client-ec2';
import { type Ec2, ec2Items, inVpc } from './ec2';

/** DescribeRouteTables of a VPC: each with its subnets, or the main one of those that have none. Rejects with `AwsError`. */
export async function describeRouteTables(ec2: Ec2, vpcId: string) {
  const tables = await ec2Items(
    (page) => ec2.ask(new DescribeRouteTablesCommand({ ...page, Filters: inVpc(vpcId) })),
    (output) => output.RouteTables,
    100,
  );
  return tables.map(({ RouteTableId = '', Associations = [], Routes = [] }) => ({
    routeTableId: RouteTableId,
    main: Associations.some(({ Main }) => Main === true),
    subnetIds: Associations.flatMap(({ SubnetId }) => SubnetId ?? []),
    routes: Routes.map((route) => ({
      destination:
        route.DestinationCidrBlock ?? route.DestinationIpv6CidrBlock ?? route.DestinationPrefixListId ?? 'unknown',
      target: targetOf(route),
      state: route.State ?? 'active',
    })),
  }));
}

/** The id of where a route leads: `nat-…`, `igw-…`, `vpce-…`, `tgw-…`; `local` stays in the VPC. */
const targetOf = (route: Route): string =>
  route.NatGatewayId ??
  route.EgressOnlyInternetGatewayId ??
  route.TransitGatewayId ??
  route.VpcPeeringConnectionId ??
  route.LocalGatewayId ??
  route.CarrierGatewayId ??
  route.CoreNetworkArn ??
  route.NetworkInterfaceId ??
  route.InstanceId ??
  route.GatewayId ??
  'unknown';
