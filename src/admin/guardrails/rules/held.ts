import { compile } from '../../../iam/evaluate';
import type { Policy } from '../../../iam/policy';
import type { Request } from '../../../iam/request';
import { type Finding, type Outcome } from '../../findings/outcome';
import { known } from '../../findings/fact';
import { judge, rulesOf } from '../../findings/judge';
import { rulesOver } from '../../findings/rule';
import { companyOf } from '../company/company';
import { guardrails } from '../guardrails';
import { type Guardrail, ofPrincipals } from '../guardrail';
import { isByDeny, leftToAccount } from '../judged-by';
import type { Given, Parameters } from '../parameters';
import type { PolicyWhere } from './written-policy';

/** A role or a user of the account, with the policies that AWS would decide by. */
export interface GuardedPrincipal {
  kind: 'role' | 'user';
  name: string;
  arn: string;
  policies: readonly Policy[];
  boundary?: Policy;
  /** Of each level of the organization. */
  scps?: readonly (readonly Policy[])[];
}
export type HeldFinding = Finding<PolicyWhere>;

const { rule } = rulesOver<
  { roles: GuardedPrincipal[]; given: (one: Guardrail) => Given; p: (one: Guardrail) => Parameters },
  PolicyWhere
>();

const isOfPrincipals = (place: string) => ofPrincipals.some((one) => one === place);
/** Those that refuse something to a role; what only grants cannot be evaded. */
const judged = guardrails.filter((one) => !one.grants && one.at.some((place) => isOfPrincipals(place)));

const checks = judged.map((one) =>
  rule({
    code: `evaded-${one.name}`,
    severity: 'error',
    since: '0.2',
    title: `${one.intent.replace(/\.$/, '')}: a role evades it`,
    why: one.why,
    wrong: 'a role whose policies allow one of the requests that the guardrail refuses',
    right: `studiolo guardrails generate ${one.name}, attached to the role`,
    blind: 'Session policies and policies of resources; service control policies where Organizations may not be asked.',
    reads: ['roles', 'given', 'p'],
    check({ roles, given, p }) {
      const said = given(one);
      const missing = one.takes.filter((name) => said[name] === undefined);
      if (missing.length > 0) return [{ doesNotApply: `its parameters are not said: ${missing.join(', ')}` }];
      return roles.flatMap((role) => {
        const evasions = evasionsOf(one, role, p(one));
        const [first] = evasions;
        if (first === undefined) return [];
        const more = evasions.length > 1 ? `, and ${evasions.length - 1} more` : '';
        return [
          {
            where: { policy: role.name, text: `${role.kind} ${role.name}` },
            reason: `${role.name} may ${first.request.action}: ${first.says}${more}`,
            remedy: `attach ${one.name}`,
            mend: [`studiolo guardrails generate ${one.name} --parameters FILE --out FOLDER`],
          },
        ];
      });
    },
  }),
);
export const heldRules = rulesOf(checks);

/** The requests of a guardrail's table that must be refused, and that a role may make all the same. */
function evasionsOf(one: Guardrail, role: GuardedPrincipal, p: Parameters) {
  const place = one.at.find((each) => isOfPrincipals(each) && isByDeny(one, each));
  if (place === undefined) return [];
  const { decide } = compile({
    identity: role.policies,
    ...(role.boundary && { boundary: [role.boundary] }),
    ...(role.scps && { scps: role.scps }),
    resource: [leftToAccount(p.account)],
  });
  return one.requests(companyOf(p), place).refused.filter(({ request }) => decide(asRole(request, role, p)).allowed);
}

/** The request as the user makes it, or somebody who has the role. */
function asRole(request: Request, { kind, arn, name }: GuardedPrincipal, { account }: Parameters): Request {
  const [, partition] = arn.split(':');
  const session = `arn:${partition}:sts::${account}:assumed-role/${name}/ana`;
  return {
    ...request,
    principal: { arn: kind === 'user' ? arn : session, account },
    context: { ...request.context, 'aws:PrincipalArn': arn, ...(kind === 'user' && { 'aws:username': name }) },
  };
}

/** Which guardrails hold for roles as they are. Roles of administrators are left out by who calls. */
export const heldBy = (
  roles: GuardedPrincipal[],
  given: (one: Guardrail) => Given,
  p: (one: Guardrail) => Parameters,
): Outcome<HeldFinding>[] => judge(checks, { roles: known(roles), given: known(given), p: known(p) });
