import {
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  type IpPermission,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { type Ec2, ec2Items } from './ec2';

/** One of the two security groups that a domain brings for its homes; each names the other in its rules. */
export interface NfsGroup {
  groupId: string;
  name: string;
  /** What leads from and to the other one, as it is taken away. */
  ingress: IpPermission[];
  egress: IpPermission[];
}

const namesOf = (domainId: string) =>
  ['inbound', 'outbound'].map((side) => `security-group-for-${side}-nfs-${domainId}`);

/** Those of a domain, which have its id in their names (administration.md, A2): DescribeSecurityGroups. Rejects with `AwsError`. */
export async function nfsGroups(ec2: Ec2, domainId: string): Promise<NfsGroup[]> {
  const Filters = [{ Name: 'group-name', Values: namesOf(domainId) }];
  const groups = await ec2Items(
    (page) => ec2.ask(new DescribeSecurityGroupsCommand({ ...page, Filters })),
    (output) => output.SecurityGroups,
  );
  const ids = groups.flatMap(({ GroupId }) => GroupId ?? []);
  const found = groups.map(({ GroupId = '', GroupName = '', IpPermissions = [], IpPermissionsEgress = [] }) => {
    const others = ids.filter((id) => id !== GroupId);
    return {
      groupId: GroupId,
      name: GroupName,
      ingress: IpPermissions.flatMap((one) => onlyOf(one, others)),
      egress: IpPermissionsEgress.flatMap((one) => onlyOf(one, others)),
    };
  });
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The part of a rule that names these groups. */
function onlyOf({ IpProtocol, FromPort, ToPort, UserIdGroupPairs = [] }: IpPermission, ids: string[]): IpPermission[] {
  const pairs = UserIdGroupPairs.filter(({ GroupId }) => GroupId !== undefined && ids.includes(GroupId));
  if (pairs.length === 0) return [];
  return [{ IpProtocol, FromPort, ToPort, UserIdGroupPairs: pairs.map(({ GroupId }) => ({ GroupId })) }];
}

/** RevokeSecurityGroupIngress and -Egress: what leads from and to the other one. Rejects with `AwsError`. */
export async function takeRulesAway(ec2: Ec2, { groupId, ingress, egress }: NfsGroup): Promise<void> {
  if (ingress.length > 0)
    await ec2.ask(new RevokeSecurityGroupIngressCommand({ GroupId: groupId, IpPermissions: ingress }));
  if (egress.length > 0)
    await ec2.ask(new RevokeSecurityGroupEgressCommand({ GroupId: groupId, IpPermissions: egress }));
}

/** DeleteSecurityGroup. Rejects with `AwsError`. */
export async function deleteSecurityGroup(ec2: Ec2, groupId: string): Promise<void> {
  await ec2.ask(new DeleteSecurityGroupCommand({ GroupId: groupId }));
}
