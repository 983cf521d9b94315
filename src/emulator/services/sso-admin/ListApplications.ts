import { page } from '../../paging';
import { matching } from '../../rules/filters';
import { PAGE, requireInstance, told } from './application';
import { operation } from './operation';

/** The applications of the SSO domains. */
export const ListApplications = operation('ListApplications', {
  resource: ({ InstanceArn }) => InstanceArn,
  action({ caller, input, state }) {
    requireInstance(caller, input.InstanceArn);
    const of = input.Filter?.ApplicationAccount;
    const found = matching(
      state.below('domain', '*'),
      ({ SingleSignOnApplicationArn }) =>
        SingleSignOnApplicationArn !== undefined && (of === undefined || of === caller.accountId),
    );
    const { items, NextToken } = page(found, ({ CreationTime }) => CreationTime, input, PAGE);
    return { Applications: items.map((domain) => told(caller, domain)), NextToken };
  },
});
