import { ServiceError } from '../../errors';
import { page } from '../../paging';
import { groupsOf } from '../../rules/identity-center';
import { operation } from './operation';
import { PAGE, requireStore, storeArn, toldGroup } from './store';

/** The groups, by name. */
export const ListGroups = operation('ListGroups', {
  resource: ({ IdentityStoreId }, caller) => storeArn(caller, IdentityStoreId),
  action({ caller, configuration, input }) {
    const { Filters = [], IdentityStoreId } = input;
    requireStore(caller, IdentityStoreId);
    const other = Filters.find(({ AttributePath }) => AttributePath !== 'DisplayName');
    if (other)
      throw new ServiceError('ValidationException', `Filters are by DisplayName, not by ${other.AttributePath}.`);
    const found = groupsOf(configuration)
      .filter((one) => Filters.every(({ AttributeValue }) => one.DisplayName === AttributeValue))
      .map((one) => ({ ...one, key: one.GroupId }));
    const { items, NextToken } = page(found, (one) => one.DisplayName, input, PAGE);
    return { Groups: items.map((one) => toldGroup(caller, IdentityStoreId, one)), NextToken };
  },
});
