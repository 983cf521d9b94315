import { page } from '../../paging';
import { groupsOf } from '../../rules/identity-center';
import { operation } from './operation';
import { notFound, PAGE, requireStore, storeArn, toldMembership } from './store';

/** The users of a group, by name. */
export const ListGroupMemberships = operation('ListGroupMemberships', {
  resource: ({ IdentityStoreId }, caller) => storeArn(caller, IdentityStoreId),
  action({ caller, configuration, input }) {
    const { GroupId, IdentityStoreId } = input;
    requireStore(caller, IdentityStoreId);
    const group = groupsOf(configuration).find((one) => one.GroupId === GroupId);
    if (!group) throw notFound(`Group [${GroupId}]`);
    const members = group.members.map((user) => ({ ...user, key: user.UserId }));
    const { items, NextToken } = page(members, ({ UserName }) => UserName, input, PAGE);
    return { GroupMemberships: items.map((user) => toldMembership(caller, IdentityStoreId, group, user)), NextToken };
  },
});
