import { ServiceError } from '../errors';
import type { UserProfileRecord } from '../state/records';
import type { Context } from './context';
import { existingDomain } from './existing';
import { groupsOf, usersOf } from './identity-center';
import { requireInService } from './resource-state';

/**
 * The profile that a user of Identity Center opens a domain with. Throws AccessDeniedException for one who is not assigned
 * to the domain's application, alone or with a group: having a profile is not enough (administration facts, B, which
 * has the sentence).
 */
export function ssoProfile(
  context: Pick<Context, 'configuration' | 'state'>,
  domainId: string,
  userName: string,
): UserProfileRecord {
  const { configuration, state } = context;
  const domain = existingDomain(context, domainId);
  requireInService(domain, 'open it');
  const denied = new ServiceError(
    'AccessDeniedException',
    `Access Denied. Please check if user is assigned to Studio Domain [${domainId}] and SSO Application [Amazon SageMaker Studio (${domainId})] is Active.`,
    403,
  );
  const user = usersOf(configuration).find(({ UserName }) => UserName === userName);
  if (!user || domain.SingleSignOnApplicationArn === undefined) throw denied;
  const groups = groupsOf(configuration).filter(({ members }) => members.some(({ UserId }) => UserId === user.UserId));
  const principals = new Set([user.UserId, ...groups.map(({ GroupId }) => GroupId)]);
  const assigned = [...state.below('application-assignment', domain.SingleSignOnApplicationArn)];
  if (!assigned.some(({ PrincipalId }) => principals.has(PrincipalId))) throw denied;
  for (const profile of state.below('user-profile', domainId)) {
    if (profile.SingleSignOnUserValue !== userName) continue;
    requireInService(profile, 'open it');
    return profile;
  }
  // Studio makes a profile for whoever is assigned and has none; that is not emulated.
  throw denied;
}
