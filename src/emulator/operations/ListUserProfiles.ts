import { operation } from '../operation';
import { pageOf } from '../paging';

/** The user profiles of the account or of one domain, by creation unless asked otherwise. */
export const ListUserProfiles = operation('ListUserProfiles', {
  resource: () => '*',
  action({ input, state }) {
    const part = input.UserProfileNameContains?.toLowerCase() ?? '';
    const order = state.inOrder('user-profile', input.DomainIdEquals ?? '*', input.SortBy ?? 'CreationTime');
    const { items, NextToken } = pageOf(order, input, (profile) =>
      profile.UserProfileName.toLowerCase().includes(part),
    );
    const UserProfiles = items.map((profile) => ({
      DomainId: profile.DomainId,
      UserProfileName: profile.UserProfileName,
      Status: profile.Status,
      CreationTime: profile.CreationTime,
      LastModifiedTime: profile.LastModifiedTime,
    }));
    return { UserProfiles, NextToken };
  },
});
