import type { Refused } from './decision';
import type { PolicyKind } from './policy';
import type { Request } from './request';

/** What AWS calls each kind of policy; of a role, the policy of the resource is its trust policy. */
const names: Record<PolicyKind, { none: string; explicit: string }> = {
  identity: { none: 'identity-based policy', explicit: 'an identity-based policy' },
  boundary: { none: 'permissions boundary', explicit: 'a permissions boundary' },
  // AWS's page has "a sessions policy" in one example, and "session policy" in the other.
  session: { none: 'session policy', explicit: 'a session policy' },
  scp: { none: 'service control policy', explicit: 'a service control policy' },
  resource: { none: 'resource-based policy', explicit: 'a resource-based policy' },
  endpoint: { none: 'VPC endpoint policy', explicit: 'a VPC endpoint policy' },
};
const trust = { none: 'role trust policy', explicit: 'the role trust policy' };

/**
 * AWS's sentence for a refusal, as the IAM user guide prints it ("Troubleshoot access denied error messages"). An action
 * without a resource is told without one.
 */
export function refusalSentence({ principal, action, resource }: Request, { how, kind }: Refused): string {
  const isTrust = kind === 'resource' && /^sts:/i.test(action);
  const { none, explicit } = isTrust ? trust : names[kind];
  const on = resource === '*' ? '' : ` on resource: ${resource}`;
  const why =
    how === 'explicit' ? `with an explicit deny in ${explicit}` : `because no ${none} allows the ${action} action`;
  return `User: ${principal.arn} is not authorized to perform: ${action}${on} ${why}`;
}
