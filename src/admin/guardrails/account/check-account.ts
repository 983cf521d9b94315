import { connectIam } from '../../../aws/iam';
import { type RoleWithPolicies, rolesWithPolicies } from '../../../aws/role-policies';
import { readPolicy } from '../../../iam/read';
import type { Outcome } from '../../findings/outcome';
import { checkPolicies, type PolicyFinding, type PolicyText } from '../check';
import type { Guardrail } from '../guardrail';
import type { Given, Parameters } from '../parameters';
import { type GuardedRole, heldBy } from '../rules/held';

/** What of the account is judged. */
export interface AccountWishes {
  /** Only these roles; every one that is not an administrator's or a service's own by default. */
  roles: readonly string[];
  given: Given;
  /** Each guardrail's own, and the same with an example's where nothing is said. */
  own: (one: Guardrail) => Given;
  p: (one: Guardrail) => Parameters;
}

/**
 * Judges the policies that roles of the account have today: as they are written, and by which request each guardrail is
 * evaded. Rejects with `AwsError` where they cannot be read.
 */
export async function checkAccount(
  region: string,
  { roles: wanted, given, own: said, p }: AccountWishes,
): Promise<{ outcomes: Outcome<PolicyFinding>[]; roles: string[]; missing: string[] }> {
  const iam = connectIam(region);
  try {
    const all = await rolesWithPolicies(iam);
    const roles = all.filter((role) => (wanted.length > 0 ? wanted.includes(role.name) : isOfPeople(role, given)));
    // AWS's own policies are not the administrator's to mend.
    const own = roles.flatMap(({ name, policies, boundary }) =>
      [...policies, ...(boundary ? [boundary] : [])]
        .filter((policy) => !/^arn:[^:]+:iam::aws:/.test(policy.name))
        .map((policy): PolicyText => ({ name: `${policy.name} of ${name}`, text: policy.text, place: 'identity' })),
    );
    return {
      outcomes: [...checkPolicies(own), ...heldBy(roles.map(guardedRole), said, p)],
      roles: roles.map(({ name }) => name),
      missing: wanted.filter((name) => !all.some((role) => role.name === name)),
    };
  } finally {
    iam.close();
  }
}

const isOfPeople = ({ arn }: RoleWithPolicies, { adminRoles = [] }: Given) =>
  !/:role\/aws-(service-role|reserved)\//.test(arn) && !adminRoles.includes(arn);

/** Policies that AWS would not attach decide nothing. */
function guardedRole({ name, arn, policies, boundary }: RoleWithPolicies): GuardedRole {
  const readable = policies.flatMap((policy) => {
    const read = readPolicy(policy.text, 'identity');
    return 'document' in read ? [{ name: policy.name, document: read.document }] : [];
  });
  const limit = boundary && readPolicy(boundary.text, 'boundary');
  return {
    name,
    arn,
    policies: readable,
    ...(boundary && limit && 'document' in limit && { boundary: { name: boundary.name, document: limit.document } }),
  };
}
