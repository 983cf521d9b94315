import { ServiceError } from '../../errors';
import { created } from '../../rules/timestamps';
import { domainOf } from './application';
import { operation } from './operation';
import { assignmentKey, requirePrincipal } from './principal';

/** Lets a user, or all of a group, open a domain (administration facts, B). Assumption: a second time is a conflict. */
export const CreateApplicationAssignment = operation('CreateApplicationAssignment', {
  resource: ({ ApplicationArn }) => ApplicationArn,
  action(call) {
    const { clock, input, state } = call;
    const domain = domainOf(call, input.ApplicationArn);
    requirePrincipal(call, input.PrincipalType, input.PrincipalId);
    const key = assignmentKey(input);
    if (state.get('application-assignment', key)) {
      throw new ServiceError('ConflictException', `${input.PrincipalType} [${input.PrincipalId}] is assigned already.`);
    }
    const arn = `${domain.arn}#${input.PrincipalId}`;
    state.put({ kind: 'application-assignment', key, arn, ...input, tags: {}, ...created(clock) });
    return {};
  },
});
