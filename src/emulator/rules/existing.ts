import { resourceNotFound } from '../errors';
import { spaceKey, userProfileKey } from '../state/state';
import type {
  DomainRecord,
  SpaceRecord,
  UserProfileRecord,
  AppImageConfigRecord,
  LifecycleConfigRecord,
} from '../state/records';
import type { Context } from './context';
import type { Transaction } from '../state/transaction';

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

/** The app image config of that name, or ResourceNotFound; the sentence is ours. */
export function existingAppImageConfig(state: Transaction, name: string): AppImageConfigRecord {
  const config = state.get('app-image-config', name);
  if (!config) throw resourceNotFound(`AppImageConfig with AppImageConfigName ${name} does not exist.`);
  return config;
}

/** The lifecycle configuration of that name, or ResourceNotFound; the sentence is ours. */
export function existingLifecycleConfig(state: Transaction, name: string): LifecycleConfigRecord {
  const config = state.get('lifecycle-config', name);
  if (!config) throw resourceNotFound(`StudioLifecycleConfig [${name}] does not exist.`);
  return config;
}
