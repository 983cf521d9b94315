import { groupArn } from './groups';
import { operation } from './operation';
import { revoke } from './revoke';

/** Takes away what a group lets through from the other one: all ports that are named. */
export const RevokeSecurityGroupIngress = operation('RevokeSecurityGroupIngress', {
  resource: (input, caller) => groupArn(caller, input.GroupId),
  action: ({ input, state }) => revoke(state, input, 'inbound'),
});
