import { DescribeSecurityGroupsCommand, type IpPermission } from '@aws-sdk/client-ec2';
import { type Ec2, ec2Items, inVpc } from './ec2';

/** DescribeSecurityGroups of a VPC, with their rules. Rejects with `AwsError`. */
export async function describeSecurityGroups(ec2: Ec2, vpcId: string) {
  const groups = await ec2Items(
    (page) => ec2.ask(new DescribeSecurityGroupsCommand({ ...page, Filters: inVpc(vpcId) })),
    (output) => output.SecurityGroups,
  );
  return groups.map(({ GroupId = '', GroupName = '', IpPermissions = [], IpPermissionsEgress = [] }) => ({
    groupId: GroupId,
    name: GroupName,
    admits: IpPermissions.map(allowance),
    sends: IpPermissionsEgress.map(allowance),
  }));
}

/** Ports are told of TCP and UDP alone; without them, all are meant. */
function allowance(permission: IpPermission) {
  const { IpProtocol = '-1', FromPort = 0, ToPort = 65_535 } = permission;
  const all = FromPort < 0 || ToPort < 0;
  return {
    protocol: IpProtocol,
    fromPort: all ? 0 : FromPort,
    toPort: all ? 65_535 : ToPort,
    groupIds: (permission.UserIdGroupPairs ?? []).flatMap(({ GroupId }) => GroupId ?? []),
    cidrs: [
      ...(permission.IpRanges ?? []).flatMap(({ CidrIp }) => CidrIp ?? []),
      ...(permission.Ipv6Ranges ?? []).flatMap(({ CidrIpv6 }) => CidrIpv6 ?? []),
    ],
    prefixListIds: (permission.PrefixListIds ?? []).flatMap(({ PrefixListId }) => PrefixListId ?? []),
  };
}
