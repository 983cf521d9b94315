import { AwsError, failureText } from '../../../aws/errors';
import { connectIam } from '../../../aws/iam';
import { connectOrganizations } from '../../../aws/organizations';
import { type PrincipalWithPolicies, principalsWithPolicies } from '../../../aws/principal-policies';
import { scpsBinding } from '../../../aws/service-control-policy';
import type { PolicyPlace } from '../../../iam/grammar';
import type { Policy } from '../../../iam/policy';
import { readPolicy } from '../../../iam/read';
import type { Outcome } from '../../findings/outcome';
import { checkPolicies, type PolicyFinding, type PolicyText } from '../check';
import type { Guardrail } from '../guardrail';
import { guardrails } from '../guardrails';
import type { Given, Parameters } from '../parameters';
import { type GuardedPrincipal, heldBy } from '../rules/held';
import { heldAtResources, resourceText, type SeenResource } from '../rules/held-at-resources';
import { type ReadPolicy, type ResourcePolicy, resourcePolicies } from './resource-policies';

/** What of the account is judged. */
export interface AccountWishes {
  /** Only these roles; by default every user, and every role that is not an administrator's or a service's own. */
  roles: readonly string[];
  given: Given;
  /** Each guardrail's own, and the same with an example's where nothing is said. */
  own: (one: Guardrail) => Given;
  p: (one: Guardrail) => Parameters;
}

/** What was found in an account, and in what. */
export interface JudgedAccount {
  account: string;
  outcomes: Outcome<PolicyFinding>[];
  /** `role StudioUser`, `user ivan`, `bucket acme-ml-data`. */
  judged: string[];
  missing: string[];
  /** What became of the organization's service control policies, for people. */
  scps: string;
}

/**
 * Judges the policies that roles, users, buckets, keys and VPC endpoints of the account have today, and the service control
 * policies that bind it: as they are written, and by which request each guardrail is evaded. Rejects with `AwsError` where
 * those of IAM cannot be read.
 */
export async function checkAccount(
  region: string,
  { roles: wanted, given, own: said, p }: AccountWishes,
): Promise<JudgedAccount> {
  const iam = connectIam(region);
  try {
    const all = await principalsWithPolicies(iam);
    const judged = all.filter((one) =>
      wanted.length > 0 ? one.kind === 'role' && wanted.includes(one.name) : isOfPeople(one, given),
    );
    const account = all[0]?.arn.split(':')[4] ?? given.account ?? '';
    const at = (one: Guardrail): Parameters => ({ ...p(one), account });
    const bound = await scpsOf(region, account);
    // Who asks about some roles asks about nothing else.
    const resources = wanted.length > 0 ? [] : await resourcePolicies(region, resourceWishes(said));
    // AWS's own policies are not the administrator's to mend.
    const own = judged.flatMap(({ name, policies, boundary }) =>
      [...policies, ...(boundary ? [boundary] : [])]
        .filter((policy) => !/^arn:[^:]+:iam::aws:/.test(policy.name))
        .map((policy): PolicyText => ({ name: `${policy.name} of ${name}`, text: policy.text, place: 'identity' })),
    );
    const scps = bound.texts
      .flat()
      .filter(({ name }) => !name.startsWith('p-FullAWSAccess'))
      .map(({ name, text }): PolicyText => ({ name, text, place: 'scp' }));
    const levels = bound.texts.map((level) => readable(level, 'scp'));
    const principals = judged.map((one) => guardedPrincipal(one, levels));
    return {
      account,
      outcomes: [
        ...checkPolicies([...own, ...scps, ...resources.flatMap(writtenAt)]),
        ...heldBy(principals, said, at),
        ...(wanted.length > 0 ? [] : heldAtResources(resources.map(guardedResource), said, at)),
      ],
      judged: [
        ...judged.map(({ kind, name }) => `${kind} ${name}`),
        ...resources.flatMap((one) => ('gap' in one ? [] : [resourceText(one)])),
      ],
      missing: wanted.filter((name) => !all.some((one) => one.kind === 'role' && one.name === name)),
      scps: bound.told,
    };
  } finally {
    iam.close();
  }
}

/** The buckets and endpoints that any guardrail is told of. */
function resourceWishes(said: (one: Guardrail) => Given) {
  const all = (name: 'buckets' | 'endpoints') => [...new Set(guardrails.flatMap((one) => said(one)[name] ?? []))];
  return { buckets: all('buckets'), endpoints: all('endpoints') };
}

const writtenAt = (one: ReadPolicy): PolicyText[] =>
  'gap' in one || one.text === undefined
    ? []
    : [{ name: `policy of ${resourceText(one)}`, text: one.text, place: grammarOf(one) }];

const grammarOf = ({ place }: ResourcePolicy) => (place === 'endpoint' ? 'endpoint' : 'resource');

function guardedResource(one: ReadPolicy): SeenResource {
  if ('gap' in one) return one;
  const { text, ...resource } = one;
  const policies = text === undefined ? [] : readable([{ name: resourceText(one), text }], grammarOf(one));
  return { ...resource, policies };
}

/** The service control policies that bind the account; where they cannot be read, guardrails are judged without, and that is told. */
async function scpsOf(
  region: string,
  account: string,
): Promise<{ texts: { name: string; text: string }[][]; told: string }> {
  const organizations = connectOrganizations(region);
  try {
    const texts = await scpsBinding(organizations, account);
    if (!texts)
      return { texts: [], told: 'service control policies do not bind the account that manages the organization' };
    return { texts, told: `service control policies of ${texts.length} levels are counted in` };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { failure } = error;
    const why = failure.kind === 'permission' ? `allow ${failure.action}` : failureText(failure).replace(/\.$/, '');
    return { texts: [], told: `service control policies were not looked at: ${why}` };
  } finally {
    organizations.close();
  }
}

const isOfPeople = ({ arn }: PrincipalWithPolicies, { adminRoles = [] }: Given) =>
  !/:role\/aws-(service-role|reserved)\//.test(arn) && !adminRoles.includes(arn);

/** Policies that AWS would not attach decide nothing. */
const readable = (policies: readonly { name: string; text: string }[], place: PolicyPlace): Policy[] =>
  policies.flatMap(({ name, text }) => {
    const read = readPolicy(text, place);
    return 'document' in read ? [{ name, document: read.document }] : [];
  });

function guardedPrincipal(
  { kind, name, arn, policies, boundary }: PrincipalWithPolicies,
  scps: readonly (readonly Policy[])[],
): GuardedPrincipal {
  const limit = boundary && readPolicy(boundary.text, 'boundary');
  return {
    ...{ kind, name, arn },
    policies: readable(policies, 'identity'),
    ...(boundary && limit && 'document' in limit && { boundary: { name: boundary.name, document: limit.document } }),
    ...(scps.length > 0 && { scps }),
  };
}
