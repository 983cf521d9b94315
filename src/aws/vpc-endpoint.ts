import { DescribeVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import { type Ec2, ec2Items, inVpc } from './ec2';

/** DescribeVpcEndpoints of a VPC, or of the whole region. Rejects with `AwsError`. */
export async function describeVpcEndpoints(ec2: Ec2, vpcId?: string) {
  const endpoints = await ec2Items(
    (page) =>
      ec2.ask(new DescribeVpcEndpointsCommand({ ...page, ...(vpcId !== undefined && { Filters: inVpc(vpcId) }) })),
    (output) => output.VpcEndpoints,
  );
  return endpoints.map((endpoint) => ({
    vpcEndpointId: endpoint.VpcEndpointId ?? '',
    service: endpoint.ServiceName ?? '',
    type: endpoint.VpcEndpointType ?? 'Gateway',
    state: String(endpoint.State ?? 'unknown').toLowerCase(),
    privateDns: endpoint.PrivateDnsEnabled === true,
    subnetIds: endpoint.SubnetIds ?? [],
    routeTableIds: endpoint.RouteTableIds ?? [],
    groupIds: (endpoint.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
    ...(endpoint.PolicyDocument && { policy: endpoint.PolicyDocument }),
  }));
}
