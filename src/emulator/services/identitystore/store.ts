import { ServiceError } from '../../errors';
import type { Caller } from '../../operation';
import { type Group, identityStoreId, type User } from '../../rules/identity-center';

/** The sentences of what is not there are ours. */
export const notFound = (what: string) => new ServiceError('ResourceNotFoundException', `${what} does not exist.`);

/** Throws ResourceNotFoundException for a store that is not the account's. */
export function requireStore(caller: Caller, id: string): void {
  if (id !== identityStoreId(caller)) throw notFound(`IdentityStore [${id}]`);
}

export const storeArn = ({ accountId }: Caller, id: string) =>
  `arn:aws:identitystore::${accountId}:identitystore/${id}`;

/** Of users, groups and memberships; they belong to no region and no account. */
export const arnOf = (kind: 'user' | 'group' | 'membership', id: string) => `arn:aws:identitystore:::${kind}/${id}`;

/** Nothing of a seed's people ever changes. */
const REVISION = '1';

const membershipId = (groupId: string, userId: string) => userId.slice(0, 18) + groupId.slice(18);

export const toldUser = (IdentityStoreId: string, { DisplayName, email, UserId, UserName }: User) => ({
  IdentityStoreId,
  UserId,
  UserArn: arnOf('user', UserId),
  Revision: REVISION,
  UserName,
  DisplayName,
  Emails: email === undefined ? undefined : [{ Value: email, Type: 'work', Primary: true }],
});

export const toldGroup = (IdentityStoreId: string, { DisplayName, GroupId }: Group) => ({
  IdentityStoreId,
  GroupId,
  GroupArn: arnOf('group', GroupId),
  Revision: REVISION,
  DisplayName,
});

export const toldMembership = (IdentityStoreId: string, { GroupId }: Group, { UserId }: User) => ({
  IdentityStoreId,
  MembershipId: membershipId(GroupId, UserId),
  MembershipArn: arnOf('membership', membershipId(GroupId, UserId)),
  Revision: REVISION,
  GroupId,
  MemberId: { UserId },
});

/** How many a page has when the request does not say: as many as may be [model, MaxResults]. */
export const PAGE = 100;
