import { page } from '../../paging';
import { matching } from '../../rules/filters';
import { PAGE, requireInstance } from './application';
import { operation } from './operation';

/** What a user or a group is assigned to, itself. */
export const ListApplicationAssignmentsForPrincipal = operation('ListApplicationAssignmentsForPrincipal', {
  resource: ({ InstanceArn }) => InstanceArn,
  action({ caller, input, state }) {
    requireInstance(caller, input.InstanceArn);
    const found = matching(
      state.below('application-assignment', '*'),
      ({ ApplicationArn, PrincipalId, PrincipalType }) =>
        PrincipalId === input.PrincipalId &&
        PrincipalType === input.PrincipalType &&
        (input.Filter?.ApplicationArn === undefined || ApplicationArn === input.Filter.ApplicationArn),
    );
    const { items, NextToken } = page(found, ({ CreationTime }) => CreationTime, input, PAGE);
    const ApplicationAssignments = items.map(({ ApplicationArn, PrincipalId, PrincipalType }) => ({
      ApplicationArn,
      PrincipalId,
      PrincipalType,
    }));
    return { ApplicationAssignments, NextToken };
  },
});
