import { page } from '../../paging';
import { domainOf, PAGE } from './application';
import { operation } from './operation';

/** Who is assigned to a domain's application. */
export const ListApplicationAssignments = operation('ListApplicationAssignments', {
  resource: ({ ApplicationArn }) => ApplicationArn,
  action(call) {
    const { input, state } = call;
    domainOf(call, input.ApplicationArn);
    const found = state.below('application-assignment', input.ApplicationArn);
    const { items, NextToken } = page(found, ({ CreationTime }) => CreationTime, input, PAGE);
    const ApplicationAssignments = items.map(({ ApplicationArn, PrincipalId, PrincipalType }) => ({
      ApplicationArn,
      PrincipalId,
      PrincipalType,
    }));
    return { ApplicationAssignments, NextToken };
  },
});
