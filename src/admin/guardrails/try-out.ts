import type { Decision, PartExplanation, StatementExplanation } from '../../iam/decision';
import type { Request } from '../../iam/request';
import type { Guardrail, PolicyType } from './guardrail';
import { judgedBy } from './judged-by';
import type { Given } from './parameters';
import { isUnknown, type RecordedCall } from './recorded/recorded-call';

/** What becomes of one request under some guardrails. */
export interface Tried {
  place: PolicyType;
  request: Request;
  /** `not-assessed`: it depends on what is not known of the request. */
  outcome: 'allowed' | 'refused' | 'not-assessed';
  /** As if what is not known were missing. */
  decision: Decision;
  /** The statements that refuse it: all of them, not only the first. */
  refusedBy: { guardrail: string; sid: string; conditions: Condition[] }[];
  /** The statements that would decide, and what of the request they read that is not known. */
  dependsOn: { guardrail: string; sid: string; effect: 'Allow' | 'Deny'; reads: string[] }[];
}
export type Condition = Extract<PartExplanation, { part: 'Condition' }>;

/** What is known of a request: everything, where a person says it. */
export type Known = Pick<RecordedCall, 'request' | 'unknown' | 'isOnUnknown'>;
export const whollyKnown = (request: Request): Known => ({ request, unknown: [], isOnUnknown: false });

/** Decides about a request, and tells every statement that refuses it, or that would if more were known. */
export function tryOut(chosen: readonly Guardrail[], given: Given, place: PolicyType, known: Known): Tried {
  const { request } = known;
  const judge = judgedBy(chosen, given, place);
  const owners = new Map(
    chosen.flatMap((one) => one.statements(given, place).map(({ Sid }) => [Sid, one.name] as const)),
  );
  const ownerOf = ({ statement: { sid = '' } }: StatementExplanation) => ({ guardrail: owners.get(sid) ?? '', sid });
  const explained = judge.explain(request).map((one) => {
    const open = one.parts.filter((part) => isOpen(part, known));
    return { ...one, open, settled: one.parts.filter((part) => !open.includes(part)).every(({ matches }) => matches) };
  });
  const refusedBy = explained
    .filter(({ effect, open, settled }) => effect === 'Deny' && settled && open.length === 0)
    .map((one) => ({ ...ownerOf(one), conditions: one.parts.filter((part) => part.part === 'Condition') }));
  const dependsOn = explained
    .filter(({ open, settled }) => settled && open.length > 0)
    .map((one) => ({ ...ownerOf(one), effect: one.effect, reads: [...new Set(one.open.flatMap(readBy))] }));
  const decision = judge.decide(request);
  const isDefinite = refusedBy.length > 0 || dependsOn.length === 0;
  const outcome = isDefinite ? (decision.allowed ? 'allowed' : 'refused') : 'not-assessed';
  return { place, request, outcome, decision, refusedBy, dependsOn: isDefinite ? [] : dependsOn };
}

/** Whether it is not known if a part of a statement is as the request is. */
function isOpen(part: PartExplanation, known: Known): boolean {
  if (part.part === 'Condition' && isUnknown(known, part.key)) return true;
  if (/Resource$/.test(part.part) && known.isOnUnknown) return part.stated.some((text) => text !== '*');
  // What has no value stays in the statement as it is written.
  return variablesIn(part).some((key) => isUnknown(known, key));
}

function readBy(part: PartExplanation): string[] {
  const variables = variablesIn(part);
  return part.part === 'Condition' ? [part.key, ...variables] : variables.length > 0 ? variables : ['the resource'];
}

const variablesIn = ({ stated }: PartExplanation) =>
  stated.flatMap((text) => [...text.matchAll(/\$\{\s*([^{},]+?)\s*[,}]/g)].map(([, key = '']) => key));

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
