import { identityStoreId, instanceArn } from '../../rules/identity-center';
import { operation } from './operation';

/** The account's Identity Center: there always is one. */
export const ListInstances = operation('ListInstances', {
  resource: () => '*',
  action: ({ caller }) => ({
    Instances: [
      {
        InstanceArn: instanceArn(caller),
        IdentityStoreId: identityStoreId(caller),
        OwnerAccountId: caller.accountId,
        Status: 'ACTIVE' as const,
      },
    ],
  }),
});
