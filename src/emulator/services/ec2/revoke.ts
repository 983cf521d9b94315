import { ServiceError } from '../../errors';
import type { NfsGroup } from '../../state/records';
import type { Transaction } from '../../state/transaction';
import { existingGroup } from './groups';
import type { IpPermission } from './shapes';

/**
 * Takes rules from a group, each of which must be there: rules that lead to the other group, of the protocol and port
 * that are named. The code is EC2's, the sentence ours.
 */
export function revoke(
  state: Transaction,
  { GroupId, IpPermissions = [] }: { GroupId?: string | undefined; IpPermissions?: IpPermission[] | undefined },
  side: NfsGroup['side'],
): { Return: boolean } {
  const { of, group } = existingGroup(state, GroupId);
  const other = of.groups.find((each) => each.side !== group.side);
  if (IpPermissions.length === 0) {
    throw new ServiceError('MissingParameter', 'The request must contain the parameter IpPermissions');
  }
  const left = new Set(group.side === side ? group.ports : []);
  for (const { FromPort, ToPort, UserIdGroupPairs = [] } of IpPermissions) {
    const known = FromPort !== undefined && FromPort === ToPort && left.has(FromPort);
    if (!known || !UserIdGroupPairs.some((pair) => pair.GroupId === other?.GroupId)) {
      throw new ServiceError('InvalidPermission.NotFound', 'The specified rule does not exist in this security group.');
    }
    left.delete(FromPort);
  }
  const changed = group.side === side ? { ...group, ports: [...left] } : group;
  state.put({ ...of, groups: of.groups.map((each) => (each === group ? changed : each)) });
  return { Return: true };
}
