import { resourceNotFound } from '../errors';
import { spaceKey, userProfileKey } from '../state/state';
import type { DomainRecord, SpaceRecord, UserProfileRecord } from '../state/records';
import type { Context } from './context';

/**
 * The resource that a call names, or ResourceNotFound: an absent resource is told apart from one in the wrong state
 * (fact sheet, section 4). AWS's wording is not known (section 8); these sentences are ours.
 */
export function existingDomain({ state }: Pick<Context, 'state'>, domainId: string): DomainRecord {
  const domain = state.get('domain', domainId);
  if (!domain) throw resourceNotFound(`Domain [${domainId}] does not exist.`);
  return domain;
}

export function existingUserProfile(
  { state }: Pick<Context, 'state'>,
  domainId: string,
  name: string,
): UserProfileRecord {
  const profile = state.get('user-profile', userProfileKey(domainId, name));
  if (!profile) throw resourceNotFound(`UserProfile [${name}] does not exist in Domain [${domainId}].`);
  return profile;
}

export function existingSpace({ state }: Pick<Context, 'state'>, domainId: string, name: string): SpaceRecord {
  const space = state.get('space', spaceKey(domainId, name));
  if (!space) throw resourceNotFound(`Space [${name}] does not exist in Domain [${domainId}].`);
  return space;
}
