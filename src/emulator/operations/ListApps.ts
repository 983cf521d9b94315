import { validationException } from '../errors';
import type { AppDetails, ListAppsRequest } from '../model/shapes';
import { operation } from '../operation';
import { page } from '../paging';
import { matching } from '../rules/matching';
import type { AppRecord } from '../state/records';
import type { Transaction } from '../state/transaction';
import { spaceKey, userProfileKey } from '../state/state';

/**
 * The apps of the account, a domain, a space or a (Classic) user profile, by creation; those that ended within the
 * last 24 h are among them.
 */
export const ListApps = operation('ListApps', {
  resource: () => '*',
  action({ input, state }) {
    // [BC doc ListApps]: with one of the two set, the other cannot be set. The sentence is ours.
    if (input.UserProfileNameEquals !== undefined && input.SpaceNameEquals !== undefined) {
      throw validationException(
        'UserProfileNameEquals and SpaceNameEquals must not both be passed for ListApps operation.',
      );
    }
    const { items, NextToken } = page(found(state, input), (app) => app.CreationTime, input);
    return { Apps: items.map(details), NextToken };
  },
});

/** Through the nearest index that the filters allow. */
function found(state: Transaction, input: ListAppsRequest): Iterable<AppRecord> {
  const { DomainIdEquals: domainId, UserProfileNameEquals: profile, SpaceNameEquals: space } = input;
  if (domainId !== undefined && space !== undefined) return state.below('app', spaceKey(domainId, space));
  if (domainId !== undefined && profile !== undefined) return state.below('app', userProfileKey(domainId, profile));
  return matching(
    state.below('app', domainId ?? '*'),
    (app) =>
      (space === undefined || app.SpaceName === space) &&
      (profile === undefined || app.UserProfileName?.toLowerCase() === profile.toLowerCase()),
  );
}

const details = (app: AppRecord): AppDetails => ({
  DomainId: app.DomainId,
  UserProfileName: app.UserProfileName,
  SpaceName: app.SpaceName,
  AppType: app.AppType,
  AppName: app.AppName,
  Status: app.Status,
  CreationTime: app.CreationTime,
  ResourceSpec: app.ResourceSpec,
});
