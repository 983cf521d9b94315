import { usersOf } from '../../rules/identity-center';
import { operation } from './operation';
import { arnOf, notFound, requireStore, storeArn } from './store';

/** The id of a user of that name. */
export const GetUserId = operation('GetUserId', {
  resource: ({ IdentityStoreId }, caller) => storeArn(caller, IdentityStoreId),
  action({ caller, configuration, input }) {
    const { AlternateIdentifier, IdentityStoreId } = input;
    requireStore(caller, IdentityStoreId);
    const { AttributePath, AttributeValue } = AlternateIdentifier.UniqueAttribute ?? {};
    const isNamed = AttributePath?.toLowerCase() === 'username';
    const found = usersOf(configuration).find(({ UserName }) => isNamed && UserName === AttributeValue);
    if (!found) throw notFound(`User [${String(AttributeValue)}]`);
    return { IdentityStoreId, UserId: found.UserId, UserArn: arnOf(caller, 'user', found.UserId) };
  },
});
