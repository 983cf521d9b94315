import { page } from '../../paging';
import { groupsOf } from '../../rules/identity-center';
import { operation } from './operation';
import { PAGE, requireStore, storeArn, toldMembership } from './store';

/** The groups that a user is in, by name. */
export const ListGroupMembershipsForMember = operation('ListGroupMembershipsForMember', {
  resource: ({ IdentityStoreId }, caller) => storeArn(caller, IdentityStoreId),
  action({ caller, configuration, input }) {
    const { IdentityStoreId, MemberId } = input;
    requireStore(caller, IdentityStoreId);
    const found = groupsOf(configuration).flatMap((group) => {
      const user = group.members.find(({ UserId }) => UserId === MemberId.UserId);
      return user ? [{ key: group.GroupId, group, user }] : [];
    });
    const { items, NextToken } = page(found, ({ group }) => group.DisplayName, input, PAGE);
    const GroupMemberships = items.map(({ group, user }) => toldMembership(caller, IdentityStoreId, group, user));
    return { GroupMemberships, NextToken };
  },
});
