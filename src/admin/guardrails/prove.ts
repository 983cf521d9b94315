import type { Decision } from '../../iam/decision';
import type { Request } from '../../iam/request';
import { companyOf } from './company/company';
import { workingDay } from './company/day';
import type { Ask } from './company/ask';
import { type Guardrail, ofPrincipals, type PolicyType } from './guardrail';
import { isByDeny, judgedBy } from './judged-by';
import { type Given, isParameter, type Parameters, parameterNames } from './parameters';

/** One request of a guardrail's table, as it was decided. */
export interface Proved {
  guardrail: string;
  place: PolicyType;
  says: string;
  request: Request;
  expected: 'refused' | 'allowed';
  decision: Decision;
  /** Whether it was decided as it should be, and for the right reason. */
  holds: boolean;
}

/** Parameters with those of the company that stands for all where nothing is said: tables need all. */
export function completed(given: Given, examples: Parameters): Parameters {
  const whole = { ...examples };
  for (const name of parameterNames)
    if (isParameter(name) && given[name] !== undefined) Object.assign(whole, { [name]: given[name] });
  return whole;
}

/** Runs a guardrail's table in each of its places. */
export function prove(one: Guardrail, p: Parameters): Proved[] {
  return one.at.flatMap((place) => {
    const judge = judgedBy([one], p, place);
    const asks = requestsOf(one, p, place);
    const row =
      (expected: Proved['expected']) =>
      ({ says, request }: Ask): Proved => {
        const decision = judge.decide(request);
        const holds =
          expected === 'allowed'
            ? decision.allowed
            : !decision.allowed && (isByDeny(one, place) ? decision.by?.policy.startsWith(`${place}-`) === true : true);
        return { guardrail: one.name, place, says, request, expected, decision, holds };
      };
    return [...asks.refused.map(row('refused')), ...asks.passes.map(row('allowed'))];
  });
}

/** A guardrail's own table; where it is about everybody who works in Studio, their day must pass too. */
export function requestsOf(one: Guardrail, p: Parameters, place: PolicyType) {
  const company = companyOf(p);
  const { refused, passes } = one.requests(company, place);
  const isAboutAll = !one.grants && one.insteadOf === undefined && ofPrincipals.some((each) => each === place);
  return { refused, passes: [...passes, ...(isAboutAll ? workingDay(company) : [])] };
}

/** All guardrails of a place together: the day, and what each lets pass, has to pass still. */
export function proveTogether(chosen: readonly Guardrail[], p: Parameters, place: PolicyType): Proved[] {
  const denying = chosen.filter((one) => one.at.includes(place) && !one.grants && one.insteadOf === undefined);
  const judge = judgedBy(denying, p, place);
  return workingDay(companyOf(p)).map(({ says, request }) => {
    const decision = judge.decide(request);
    return { guardrail: 'all-together', place, says, request, expected: 'allowed', decision, holds: decision.allowed };
  });
}
