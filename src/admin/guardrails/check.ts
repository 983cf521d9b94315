import type { PolicyPlace } from '../../iam/grammar';
import { known } from '../findings/fact';
import { judge, rulesOf } from '../findings/judge';
import type { Finding, Outcome } from '../findings/outcome';
import { policyChecks } from './rules/checks';
import { heldRules } from './rules/held';
import { heldAtResourcesRules } from './rules/held-at-resources';
import { type PolicyWhere, written } from './rules/written-policy';

export type PolicyFinding = Finding<PolicyWhere>;

/** Everything that is judged of policies, and whether guardrails hold. */
export const checkRules = [...rulesOf(policyChecks), ...heldRules, ...heldAtResourcesRules];

/** A policy's text, and where it stands. */
export interface PolicyText {
  name: string;
  text: string;
  place: PolicyPlace;
}

/** Judges policies as somebody wrote them. */
export const checkPolicies = (policies: PolicyText[]): Outcome<PolicyFinding>[] =>
  judge(policyChecks, { policies: known(policies.map(({ name, text, place }) => written(name, text, place))) });
