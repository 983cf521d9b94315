import { arnParts } from './arn';
import { contextOf } from './context';
import type { Decision, StatementExplanation } from './decision';
import { asList, type Policy, type PolicyKind } from './policy';
import { kindOf } from './principal';
import type { Request } from './request';
import { prepare, type PreparedStatement, type Question } from './statement';

/** The policies that stand between a principal and a resource. What is absent does not apply; what is given must allow. */
export interface Policies {
  /** The principal's own policies, inline and managed, its groups' included. */
  readonly identity: readonly Policy[];
  readonly boundary?: readonly Policy[];
  /** The policies that the session was made with. */
  readonly session?: readonly Policy[];
  /**
   * Service control policies: from the root down to the account, those of each level. Each level must allow. They do
   * not bind the management account and service-linked roles: leave them out there.
   */
  readonly scps?: readonly (readonly Policy[])[];
  /** The policy of what is acted on: of a bucket, a key; of a role, who may assume it. */
  readonly resource?: readonly Policy[];
  /** The policy of the VPC endpoint that the request comes through. */
  readonly endpoint?: readonly Policy[];
}

/** Policies made ready to decide often. */
export interface Judge {
  decide(request: Request): Decision;
  /** Every statement with its parts, in the order of the policies. Slow beside `decide`: for people. */
  explain(request: Request): readonly StatementExplanation[];
}

/** Decides one request. Who asks often compiles the policies once. */
export const decide = (policies: Policies, request: Request): Decision => compile(policies).decide(request);

/** Explains each statement's part in the decision about one request. */
export const explain = (policies: Policies, request: Request): readonly StatementExplanation[] =>
  compile(policies).explain(request);

/**
 * Makes policies ready to decide. Their documents are those that `readPolicy` or `checkPolicy` found to be good: AWS does
 * not attach others.
 */
export function compile(policies: Policies): Judge {
  const one = (kind: PolicyKind, given: readonly Policy[] | undefined, level?: number): Layer | undefined =>
    given && layerOf(kind, statementsOf(kind, given, level));
  const layers: Layers = {
    scps: (policies.scps ?? []).flatMap((given, level) => one('scp', given, level) ?? []),
    endpoint: one('endpoint', policies.endpoint),
    resource: one('resource', policies.resource),
    identity: one('identity', policies.identity),
    boundary: one('boundary', policies.boundary),
    session: one('session', policies.session),
  };
  // In AWS's order; the first that refuses is named.
  const { scps, endpoint, resource, identity, boundary, session } = layers;
  const all = [...scps, endpoint, resource, identity, boundary, session].filter((layer) => layer !== undefined);
  return {
    decide(request) {
      const question = questionOf(request, boundary !== undefined);
      for (const layer of all) {
        const found = find(layer.denies, question);
        if (found) return { allowed: false, how: 'explicit', kind: layer.kind, by: found.name };
      }
      return allow(layers, question);
    },
    explain(request) {
      const question = questionOf(request, boundary !== undefined);
      return all.flatMap(({ statements }) => statements.map((statement) => statement.explain(question)));
    },
  };
}

/** The policies of one kind, or of one level of service control policies. */
interface Layer {
  readonly kind: PolicyKind;
  readonly statements: readonly PreparedStatement[];
  readonly denies: readonly PreparedStatement[];
  readonly allows: readonly PreparedStatement[];
}
const layerOf = (kind: PolicyKind, statements: readonly PreparedStatement[]): Layer => ({
  kind,
  statements,
  denies: statements.filter(({ effect }) => effect === 'Deny'),
  allows: statements.filter(({ effect }) => effect === 'Allow'),
});
type Single = Exclude<PolicyKind, 'scp'>;
type Layers = { readonly scps: readonly Layer[] } & { readonly [kind in Single]: Layer | undefined };

const questionOf = (request: Request, isBounded: boolean): Question => ({
  request,
  action: request.action.toLowerCase(),
  context: contextOf(request.context),
  isBounded,
});

const statementsOf = (kind: PolicyKind, policies: readonly Policy[], level?: number) =>
  policies.flatMap(({ name: policy, document }) =>
    asList(document.Statement).map((statement, index) =>
      prepare(statement, document.Version === '2012-10-17', {
        kind,
        policy,
        index,
        ...(statement.Sid !== undefined && { sid: statement.Sid }),
        ...(level !== undefined && { level }),
      }),
    ),
  );

function find(statements: readonly PreparedStatement[], question: Question) {
  for (const statement of statements) if (statement.matches(question)) return statement;
  return undefined;
}

const refused = (kind: PolicyKind): Decision => ({ allowed: false, how: 'implicit', kind });

/** Nothing denies: does everything allow that has to? */
function allow(layers: Layers, question: Question): Decision {
  const { principal } = question.request;
  const kind = kindOf(principal);
  const allows = (layer: Layer | undefined) => layer && find(layer.allows, question);
  // A service or somebody without credentials is in no organization, and has no policies of its own.
  const isPerson = kind !== 'service' && kind !== 'anonymous';
  if (isPerson && !layers.scps.every(allows)) return refused('scp');
  if (layers.endpoint && !allows(layers.endpoint)) return refused('endpoint');

  const grant = grantOf(layers.resource, question);
  if (!isPerson) return grant.direct ? { allowed: true, by: grant.direct.name } : refused('resource');

  const isOwn = ownerOf(question.request) === principal.account;
  const any = grant.direct ?? grant.limited ?? grant.account;
  if (!any && (!isOwn || decidesAlone(question))) return refused('resource');
  if (isOwn && grant.direct) return { allowed: true, by: grant.direct.name };
  // AWS: the account's root has full access, and no policies of its own.
  if (kind === 'root') return { allowed: true, ...(any && { by: any.name }) };

  const own = allows(layers.identity);
  if (!own && !(isOwn && grant.limited)) return refused('identity');
  if (layers.boundary && !allows(layers.boundary)) return refused('boundary');
  // AWS: a federated user without a session policy has no permissions but those that a resource's policy gives.
  if (layers.session ? !allows(layers.session) : kind === 'federated') return refused('session');
  const by = own ?? grant.limited;
  return { allowed: true, ...(by && { by: by.name }) };
}

/** What the resource's policy allows: past the principal's own policies, within its limits, or if its account does. */
interface Grant {
  readonly direct?: PreparedStatement;
  readonly limited?: PreparedStatement;
  readonly account?: PreparedStatement;
}

/**
 * AWS: a policy that names the user or the session, or everybody, grants past all implicit refusals; one that names the
 * role (or the user of a federated session) is limited by boundary and session policy; one that names the account
 * leaves it to the account.
 */
function grantOf(layer: Layer | undefined, question: Question): Grant {
  const grant: { -readonly [key in keyof Grant]: Grant[key] } = {};
  for (const statement of layer?.allows ?? []) {
    if (!statement.matches(question)) continue;
    const found = statement.closeness(question);
    // NotPrincipal speaks of everybody else.
    if (!found || found.has('everybody') || (found.has('itself') && kindOf(question.request.principal) !== 'role'))
      grant.direct ??= statement;
    else if (found.has('whose-session') || found.has('itself')) grant.limited ??= statement;
    else grant.account ??= statement;
  }
  return grant;
}

/** The account of the resource. */
function ownerOf({ resource, resourceAccount, principal }: Request): string {
  if (resourceAccount !== undefined) return resourceAccount;
  const [, , , , account = ''] = arnParts(resource);
  return /^\d{12}$/.test(account) ? account : principal.account;
}

/** AWS: role trust policies and key policies must allow; the principal's own policies do not suffice. */
function decidesAlone({ action, request }: Question): boolean {
  const [, , service, , , resource = ''] = arnParts(request.resource);
  return (
    (action.startsWith('sts:') && service === 'iam' && resource.startsWith('role/')) ||
    (action.startsWith('kms:') && service === 'kms' && resource.startsWith('key/'))
  );
}
