import { groupsOf } from '../../rules/identity-center';
import { operation } from './operation';
import { arnOf, notFound, requireStore, storeArn } from './store';

/** The id of a group of that name. */
export const GetGroupId = operation('GetGroupId', {
  resource: ({ IdentityStoreId }, caller) => storeArn(caller, IdentityStoreId),
  action({ caller, configuration, input }) {
    const { AlternateIdentifier, IdentityStoreId } = input;
    requireStore(caller, IdentityStoreId);
    const { AttributePath, AttributeValue } = AlternateIdentifier.UniqueAttribute ?? {};
    const isNamed = AttributePath?.toLowerCase() === 'displayname';
    const found = groupsOf(configuration).find(({ DisplayName }) => isNamed && DisplayName === AttributeValue);
    if (!found) throw notFound(`Group [${String(AttributeValue)}]`);
    return { IdentityStoreId, GroupId: found.GroupId, GroupArn: arnOf(caller, 'group', found.GroupId) };
  },
});
