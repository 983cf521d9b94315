import { domainOf, notFound } from './application';
import { operation } from './operation';
import { assignmentKey } from './principal';

/** Whether somebody is assigned. */
export const DescribeApplicationAssignment = operation('DescribeApplicationAssignment', {
  resource: ({ ApplicationArn }) => ApplicationArn,
  action(call) {
    const { input, state } = call;
    domainOf(call, input.ApplicationArn);
    const found = state.get('application-assignment', assignmentKey(input));
    if (!found) throw notFound(`The assignment of ${input.PrincipalType} [${input.PrincipalId}]`);
    return {
      ApplicationArn: found.ApplicationArn,
      PrincipalId: found.PrincipalId,
      PrincipalType: found.PrincipalType,
    };
  },
});
