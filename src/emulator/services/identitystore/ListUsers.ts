import { ServiceError } from '../../errors';
import { page } from '../../paging';
import { usersOf } from '../../rules/identity-center';
import { operation } from './operation';
import { PAGE, requireStore, storeArn, toldUser } from './store';

/** The users, by name. */
export const ListUsers = operation('ListUsers', {
  resource: ({ IdentityStoreId }, caller) => storeArn(caller, IdentityStoreId),
  action({ caller, configuration, input }) {
    const { Filters = [], IdentityStoreId } = input;
    requireStore(caller, IdentityStoreId);
    const other = Filters.find(({ AttributePath }) => AttributePath !== 'UserName');
    if (other) throw new ServiceError('ValidationException', `Filters are by UserName, not by ${other.AttributePath}.`);
    const found = usersOf(configuration)
      .filter((one) => Filters.every(({ AttributeValue }) => one.UserName === AttributeValue))
      .map((one) => ({ ...one, key: one.UserId }));
    const { items, NextToken } = page(found, (one) => one.UserName, input, PAGE);
    return { Users: items.map((one) => toldUser(caller, IdentityStoreId, one)), NextToken };
  },
});
