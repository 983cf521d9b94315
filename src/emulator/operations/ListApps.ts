import { validationException } from '../errors';
import type { AppDetails, ListAppsRequest } from '../model/shapes';
import { operation } from '../operation';
import { pageOf } from '../paging';
import type { AppRecord } from '../state/records';
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
    const { parent, passes } = nearest(input);
    const { items, NextToken } = pageOf(state.inOrder('app', parent, 'CreationTime'), input, passes);
    return { Apps: items.map(details), NextToken };
  },
});

/** The parent that the filters allow to begin at, and what is left of them. */
function nearest({
  DomainIdEquals: domainId,
  UserProfileNameEquals: profile,
  SpaceNameEquals: space,
}: ListAppsRequest): {
  parent: string;
  passes: (app: AppRecord) => boolean;
} {
  const all = () => true;
  if (domainId !== undefined && space !== undefined) return { parent: spaceKey(domainId, space), passes: all };
  if (domainId !== undefined && profile !== undefined)
    return { parent: userProfileKey(domainId, profile), passes: all };
  return {
    parent: domainId ?? '*',
    passes: (app) =>
      (space === undefined || app.SpaceName === space) &&
      (profile === undefined || app.UserProfileName?.toLowerCase() === profile.toLowerCase()),
  };
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
