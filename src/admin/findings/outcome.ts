import type { Gap } from './fact';
import type { Severity } from './severity';
import type { Acceptance } from './acceptance';

/** One thing that is wrong. */
export interface Finding<Where = unknown, Code extends string = string> {
  code: Code;
  severity: Severity;
  /** What is wrong, in general: the rule's own title. */
  title: string;
  where: Where;
  /** What is wrong here, with the value, and what comes of it. */
  reason: string;
  /** What to do about it. */
  remedy: string;
  /** Lines or commands that put it right, where some do. */
  mend?: string[];
  /** Who accepts it, why and until when: told all the same, but fails nothing. */
  accepted?: Acceptance;
}

/** What came of a rule. `F` is the subject's own kind of finding. */
export type Outcome<F extends Finding = Finding> =
  | { outcome: 'finding'; code: F['code']; finding: F }
  | { outcome: 'not-assessed'; code: F['code']; gap: Gap }
  | { outcome: 'pass'; code: F['code'] }
  | { outcome: 'not-applicable'; code: F['code']; why: string };

/** All findings, those that are accepted included. */
export function findingsOf<F extends Finding>(outcomes: Outcome<F>[]): F[] {
  return outcomes.flatMap((one) => (one.outcome === 'finding' ? [one.finding] : []));
}

/** What could not be looked at, and the rules that could not tell for it. */
export interface Unassessed {
  gap: Gap;
  codes: string[];
}

/** Each gap once, with the rules that it keeps from telling. */
export function unassessed(outcomes: Outcome[]): Unassessed[] {
  const gaps = new Map<string, Unassessed>();
  for (const one of outcomes) {
    if (one.outcome !== 'not-assessed') continue;
    const key = JSON.stringify([one.gap.what, one.gap.why, one.gap.action, one.gap.remedy]);
    const before = gaps.get(key);
    if (!before) gaps.set(key, { gap: one.gap, codes: [one.code] });
    else if (!before.codes.includes(one.code)) before.codes.push(one.code);
  }
  return [...gaps.values()];
}

/**
 * One answer a rule, where it was asked several times: its findings and gaps; else that it passed somewhere; else why it
 * applies nowhere. Findings stay in their order.
 */
export function settled<F extends Finding>(outcomes: Outcome<F>[]): Outcome<F>[] {
  const strongest = new Map<string, Outcome<F>>();
  for (const one of outcomes) {
    const before = strongest.get(one.code);
    if (!before || strength[one.outcome] > strength[before.outcome]) strongest.set(one.code, one);
  }
  return outcomes.filter((one) => strength[one.outcome] === 2 || strongest.get(one.code) === one);
}

const strength = { finding: 2, 'not-assessed': 2, pass: 1, 'not-applicable': 0 };
