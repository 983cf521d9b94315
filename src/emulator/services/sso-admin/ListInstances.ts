import { identityStoreId, instanceArn, isInRegion } from '../../rules/identity-center';
import { operation } from './operation';

/** The account's Identity Center, in its Region. */
export const ListInstances = operation('ListInstances', {
  resource: () => '*',
  action: ({ caller, configuration }) => {
    if (!isInRegion(configuration, caller.region)) return { Instances: [] };
    return {
      Instances: [
        {
          InstanceArn: instanceArn(caller),
          IdentityStoreId: identityStoreId(caller),
          OwnerAccountId: caller.accountId,
          Status: 'ACTIVE' as const,
        },
      ],
    };
  },
});
