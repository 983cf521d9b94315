import { usersOf } from '../../rules/identity-center';
import { operation } from './operation';
import { notFound, requireStore, storeArn, toldUser } from './store';

/** One user. */
export const DescribeUser = operation('DescribeUser', {
  resource: ({ IdentityStoreId }, caller) => storeArn(caller, IdentityStoreId),
  action({ caller, configuration, input }) {
    requireStore(caller, input.IdentityStoreId);
    const found = usersOf(configuration).find(({ UserId }) => UserId === input.UserId);
    if (!found) throw notFound(`User [${input.UserId}]`);
    return toldUser(caller, input.IdentityStoreId, found);
  },
});
