import { ServiceError } from '../../errors';
import type { Caller } from '../../caller';
import { nfsGroupDescription, nfsGroupName } from '../../rules/home-file-system';
import type { NfsGroup, NfsGroupsRecord } from '../../state/records';
import type { Transaction } from '../../state/transaction';
import type { IpPermission, SecurityGroup } from './shapes';
import { partitionOf } from '../../region';

export interface Found {
  of: NfsGroupsRecord;
  group: NfsGroup;
}

/** Every group that there is here. */
export function* groupsOf(state: Transaction): Iterable<Found> {
  for (const of of state.below('nfs-groups', '*')) {
    if (!of.leaving) for (const group of of.groups) yield { of, group };
  }
}

/** The group of an id. Throws EC2's error of one that there is not. */
export function existingGroup(state: Transaction, id: string | undefined): Found {
  for (const found of groupsOf(state)) if (found.group.GroupId === id) return found;
  throw new ServiceError('InvalidGroup.NotFound', `The security group '${id}' does not exist`);
}

/** The rules of a group: TCP to or from the other one. */
export function permissionsOf({ of, group }: Found, accountId: string): IpPermission[] {
  const other = of.groups.find(({ side }) => side !== group.side);
  return group.ports.map((port) => ({
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    UserIdGroupPairs: other && [{ GroupId: other.GroupId, UserId: accountId }],
  }));
}

/** A group as EC2 tells it. */
export function securityGroup(found: Found, { accountId, region }: Caller): SecurityGroup {
  const { of, group } = found;
  const permissions = permissionsOf(found, accountId);
  return {
    GroupId: group.GroupId,
    GroupName: nfsGroupName(group.side, of.DomainId),
    Description: nfsGroupDescription(group.side, of.DomainId),
    VpcId: of.VpcId,
    OwnerId: accountId,
    SecurityGroupArn: groupArn({ accountId, region }, group.GroupId),
    IpPermissions: group.side === 'inbound' ? permissions : [],
    IpPermissionsEgress: group.side === 'outbound' ? permissions : [],
  };
}

/** What policies are asked about. */
export const groupArn = ({ accountId, region }: Pick<Caller, 'accountId' | 'region'>, id = '*') =>
  `arn:${partitionOf(region)}:ec2:${region}:${accountId}:security-group/${id}`;
