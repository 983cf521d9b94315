import { ServiceError } from '../../errors';
import type { Caller } from '../../caller';
import { partitionOf } from '../../region';
import { type Group, identityStoreId, type User } from '../../rules/identity-center';

/** The sentences of what is not there are ours. */
export const notFound = (what: string) => new ServiceError('ResourceNotFoundException', `${what} does not exist.`);

/** Throws ResourceNotFoundException for a store that is not the account's. */
export function requireStore(caller: Caller, id: string): void {
  if (id !== identityStoreId(caller)) throw notFound(`IdentityStore [${id}]`);
}

export const storeArn = ({ accountId, region }: Caller, id: string) =>
  `arn:${partitionOf(region)}:identitystore::${accountId}:identitystore/${id}`;

/** Of users, groups and memberships; they belong to no region and no account. */
export const arnOf = ({ region }: Caller, kind: 'user' | 'group' | 'membership', id: string) =>
  `arn:${partitionOf(region)}:identitystore:::${kind}/${id}`;

/** Nothing of a seed's people ever changes. */
const REVISION = '1';

const membershipId = (groupId: string, userId: string) => userId.slice(0, 18) + groupId.slice(18);

export const toldUser = (caller: Caller, IdentityStoreId: string, { DisplayName, email, UserId, UserName }: User) => ({
  IdentityStoreId,
  UserId,
  UserArn: arnOf(caller, 'user', UserId),
  Revision: REVISION,
  UserName,
  DisplayName,
  Emails: email === undefined ? undefined : [{ Value: email, Type: 'work', Primary: true }],
});

export const toldGroup = (caller: Caller, IdentityStoreId: string, { DisplayName, GroupId }: Group) => ({
  IdentityStoreId,
  GroupId,
  GroupArn: arnOf(caller, 'group', GroupId),
  Revision: REVISION,
  DisplayName,
});

export const toldMembership = (caller: Caller, IdentityStoreId: string, { GroupId }: Group, { UserId }: User) => ({
  IdentityStoreId,
  MembershipId: membershipId(GroupId, UserId),
  MembershipArn: arnOf(caller, 'membership', membershipId(GroupId, UserId)),
  Revision: REVISION,
  GroupId,
  MemberId: { UserId },
});

/** How many a page has when the request does not say: as many as may be [model, MaxResults]. */
export const PAGE = 100;
