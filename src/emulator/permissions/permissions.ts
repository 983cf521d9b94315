import { ServiceError } from '../errors';
import type { AnyOperation, Caller } from '../operation';
import type { Service } from '../services/service';

/** What the callers of the seed may do, by access key. Who is not named may do everything. */
export type Permissions = ReadonlyMap<string, { principalArn: string; allow: string[] }>;

/** The caller as the seed names it, if it does. */
export function identified(permissions: Permissions | undefined, caller: Caller): Caller {
  const principalArn = permissions?.get(caller.accessKeyId)?.principalArn;
  return principalArn === undefined ? caller : { ...caller, principalArn };
}

/** A call that is about to be run: of which operation, with which input, whose. */
export interface Asking {
  service: Service;
  operation: AnyOperation;
  input: unknown;
  caller: Caller;
}

/**
 * Throws AccessDeniedException, in the words that AWS has for a missing identity-based permission, when the caller's
 * access key is named and none of its patterns (`sagemaker:List*`) fits the action. Not IAM: no conditions, no
 * resources, no explicit denials.
 */
export function requirePermission(
  permissions: Permissions | undefined,
  { service, operation, input, caller }: Asking,
): void {
  const named = permissions?.get(caller.accessKeyId);
  if (!named) return;
  const action = `${service.prefix}:${operation.name}`;
  if (named.allow.some((pattern) => fits(pattern, action))) return;
  const resource = operation.resource(input, caller);
  throw new ServiceError(
    'AccessDeniedException',
    `User: ${named.principalArn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  );
}

/** IAM's wildcards: `*` for any characters, `?` for one; action names are not case sensitive. */
function fits(pattern: string, action: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 'i').test(action);
}
