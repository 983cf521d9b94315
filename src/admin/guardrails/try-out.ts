import type { Decision, PartExplanation } from '../../iam/decision';
import type { Request } from '../../iam/request';
import type { Guardrail, PolicyType } from './guardrail';
import { judgedBy } from './judged-by';
import type { Given } from './parameters';

/** What becomes of one request under some guardrails. */
export interface Tried {
  place: PolicyType;
  request: Request;
  decision: Decision;
  /** The statements that refuse it: all of them, not only the first. */
  refusedBy: { guardrail: string; sid: string; conditions: Condition[] }[];
}
export type Condition = Extract<PartExplanation, { part: 'Condition' }>;

/** Decides about a request, and tells every statement that refuses it. */
export function tryOut(chosen: readonly Guardrail[], given: Given, place: PolicyType, request: Request): Tried {
  const judge = judgedBy(chosen, given, place);
  const owners = new Map(
    chosen.flatMap((one) => one.statements(given, place).map(({ Sid }) => [Sid, one.name] as const)),
  );
  const refusedBy = judge
    .explain(request)
    .filter(({ effect, matches }) => effect === 'Deny' && matches)
    .map(({ statement: { sid = '' }, parts }) => ({
      guardrail: owners.get(sid) ?? '',
      sid,
      conditions: parts.filter((part) => part.part === 'Condition'),
    }));
  return { place, request, decision: judge.decide(request), refusedBy };
}

/** Keys that can have several values in one request; a list of them stands behind commas. */
export const severalValues = new Set([
  'aws:tagkeys',
  'sagemaker:instancetypes',
  'sagemaker:imagearns',
  'sagemaker:imageversionarns',
  'sagemaker:studiolifecycleconfigarns',
  'sagemaker:vpcsubnets',
  'sagemaker:vpcsecuritygroupids',
  'sagemaker:acceleratortypes',
]);
