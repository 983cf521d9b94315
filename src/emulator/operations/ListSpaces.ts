import { operation } from '../operation';
import { pageOf } from '../paging';
import { given } from '../rules/given-settings';
import type { SpaceRecord } from '../state/records';
import type { SpaceDetails } from '../model/shapes';

/** The spaces of the account or of one domain, by creation unless asked otherwise. */
export const ListSpaces = operation('ListSpaces', {
  resource: () => '*',
  action({ input, state }) {
    const part = input.SpaceNameContains ?? '';
    const order = state.inOrder('space', input.DomainIdEquals ?? '*', input.SortBy ?? 'CreationTime');
    const { items, NextToken } = pageOf(order, input, (space) => space.SpaceName.includes(part));
    return { Spaces: items.map(details), NextToken };
  },
});

function details(space: SpaceRecord): SpaceDetails {
  const { AppType, RemoteAccess, SpaceStorageSettings } = space.SpaceSettings;
  return {
    DomainId: space.DomainId,
    SpaceName: space.SpaceName,
    SpaceDisplayName: space.SpaceDisplayName,
    Status: space.Status,
    CreationTime: space.CreationTime,
    LastModifiedTime: space.LastModifiedTime,
    SpaceSettingsSummary: given({ AppType, RemoteAccess, SpaceStorageSettings }),
    OwnershipSettingsSummary: space.OwnershipSettings,
    SpaceSharingSettingsSummary: space.SpaceSharingSettings,
  };
}
