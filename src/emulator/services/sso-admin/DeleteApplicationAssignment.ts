import { domainOf, notFound } from './application';
import { operation } from './operation';
import { assignmentKey } from './principal';

/** Whoever was assigned may no longer open the domain. */
export const DeleteApplicationAssignment = operation('DeleteApplicationAssignment', {
  resource: ({ ApplicationArn }) => ApplicationArn,
  action(call) {
    const { input, state } = call;
    domainOf(call, input.ApplicationArn);
    const key = assignmentKey(input);
    if (!state.get('application-assignment', key)) {
      throw notFound(`The assignment of ${input.PrincipalType} [${input.PrincipalId}]`);
    }
    state.delete('application-assignment', key);
    return {};
  },
});
