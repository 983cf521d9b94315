import { groupArn } from './groups';
import { operation } from './operation';
import { revoke } from './revoke';

/** Takes away what a group lets through to the other one: all ports that are named. */
export const RevokeSecurityGroupEgress = operation('RevokeSecurityGroupEgress', {
  resource: (input, caller) => groupArn(caller, input.GroupId),
  action: ({ input, state }) => revoke(state, input, 'outbound'),
});
