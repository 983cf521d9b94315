import type { PolicyKind, Refused } from '../../iam';
import { ServiceError } from '../errors';

/** The kinds of policies, as AWS calls them in its sentence [IAM user guide, access denied error messages]. */
const NAMES: Record<PolicyKind, string> = {
  identity: 'identity-based policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
  resource: 'resource-based policy',
  endpoint: 'VPC endpoint policy',
};

/** AWS's answer to what policies refuse. */
export function accessDenied(principal: string, action: string, resource: string, refused: Refused): ServiceError {
  const kind = NAMES[refused.kind];
  const why =
    refused.how === 'explicit'
      ? `with an explicit deny in ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`
      : `because no ${kind} allows the ${action} action`;
  return new ServiceError(
    'AccessDeniedException',
    `User: ${principal} is not authorized to perform: ${action} on resource: ${resource} ${why}`,
  );
}
