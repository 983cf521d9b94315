import { operation } from '../operation';
import { page } from '../paging';
import { matching } from '../rules/matching';

/** The user profiles of the account or of one domain, by creation unless asked otherwise. */
export const ListUserProfiles = operation('ListUserProfiles', {
  resource: () => '*',
  action({ input, state }) {
    const part = input.UserProfileNameContains?.toLowerCase() ?? '';
    const found = matching(state.below('user-profile', input.DomainIdEquals ?? '*'), (profile) =>
      profile.UserProfileName.toLowerCase().includes(part),
    );
    const { items, NextToken } = page(found, (profile) => profile[input.SortBy ?? 'CreationTime'], input);
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
