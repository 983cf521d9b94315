import { groupsOf } from '../../rules/identity-center';
import { operation } from './operation';
import { notFound, requireStore, storeArn, toldGroup } from './store';

/** One group. */
export const DescribeGroup = operation('DescribeGroup', {
  resource: ({ IdentityStoreId }, caller) => storeArn(caller, IdentityStoreId),
  action({ caller, configuration, input }) {
    requireStore(caller, input.IdentityStoreId);
    const found = groupsOf(configuration).find(({ GroupId }) => GroupId === input.GroupId);
    if (!found) throw notFound(`Group [${input.GroupId}]`);
    return toldGroup(caller, input.IdentityStoreId, found);
  },
});
