import { arnParts } from './arn';
import { asList, type Effect, type StatementPrincipal } from './policy';
import type { Principal } from './request';

/** What kind of principal an ARN names. */
export type PrincipalKind = 'user' | 'session' | 'federated' | 'role' | 'root' | 'service' | 'anonymous';

/** The kind of a principal, by its ARN. */
export function kindOf({ arn }: Principal): PrincipalKind {
  if (arn === '*') return 'anonymous';
  const [, , service, , , resource = ''] = arnParts(arn);
  if (service === 'sts' && resource.startsWith('assumed-role/')) return 'session';
  if (service === 'sts' && resource.startsWith('federated-user/')) return 'federated';
  if (service !== 'iam') return 'service';
  if (resource === 'root') return 'root';
  return resource.startsWith('role/') ? 'role' : resource.startsWith('user/') ? 'user' : 'service';
}

/**
 * How closely a Principal names who asks: with everybody, by itself, by the role or user whose session it is, by its
 * account. What names it only by its account leaves the decision to the account's own policies.
 */
export type Closeness = 'everybody' | 'itself' | 'whose-session' | 'account';

/** Makes ready a Principal or NotPrincipal: which of its entries name a principal. */
export function named(stated: StatementPrincipal): (principal: Principal) => ReadonlySet<Closeness> {
  const entries =
    stated === '*'
      ? ['*']
      : (['AWS', 'Service', 'Federated', 'CanonicalUser'] as const).flatMap((k) => asList(stated[k]));
  const tests = entries.map(entryTest);
  return (principal) => {
    const found = new Set<Closeness>();
    for (const test of tests) {
      const closeness = test(principal);
      if (closeness) found.add(closeness);
    }
    return found;
  };
}

function entryTest(entry: string): (principal: Principal) => Closeness | undefined {
  if (entry === '*') return () => 'everybody';
  const [, partition, service, , account = '', resource = ''] = arnParts(entry);
  // "The account ARN and the shortened account ID behave the same way."
  const owner = /^\d{12}$/.test(entry) ? entry : service === 'iam' && resource === 'root' ? account : undefined;
  if (owner !== undefined) {
    return (principal) =>
      principal.account !== owner ? undefined : kindOf(principal) === 'root' ? 'itself' : 'account';
  }
  // The name of a role is one in its account, whatever its path: a session's ARN has no path.
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  const sessions =
    service === 'iam' && resource.startsWith('role/')
      ? `arn:${partition}:sts::${account}:assumed-role/${name}/`
      : undefined;
  const federated =
    service === 'iam' && resource.startsWith('user/')
      ? `arn:${partition}:sts::${account}:federated-user/${name}`
      : undefined;
  return ({ arn }) =>
    arn === entry
      ? 'itself'
      : (sessions !== undefined && arn.startsWith(sessions)) || arn === federated
        ? 'whose-session'
        : undefined;
}

/**
 * Whether a statement with NotPrincipal is about a principal. AWS on Deny: to exempt a session, name the session **and**
 * its role; "it is not required in all cases" to name the account too, and naming the account alone exempts nobody but
 * its root. An Allow reaches nobody of whom any entry speaks.
 */
export function excluded(effect: Effect, principal: Principal, found: ReadonlySet<Closeness>): boolean {
  if (effect === 'Allow') return found.size > 0;
  const isSession = kindOf(principal) === 'session';
  return found.has('everybody') || (found.has('itself') && (!isSession || found.has('whose-session')));
}
