import type { Facts, Gap } from './fact';
import { type Finding, type Outcome, settled } from './outcome';
import type { Check, Rule } from './rule';

/**
 * Every rule's outcome: a check whose facts are not all known is not run, and its rules do not apply or could not be
 * assessed, as the facts say. Pure.
 */
export function judge<F, Where, Code extends string>(
  checks: Check<F, Where, Code>[],
  facts: Facts<F>,
): Outcome<Finding<Where, Code>>[] {
  return settled(checks.flatMap((check) => outcomesOf(check, facts)));
}

function outcomesOf<F, Where, Code extends string>(
  check: Check<F, Where, Code>,
  facts: Facts<F>,
): Outcome<Finding<Where, Code>>[] {
  const values: Partial<F> = {};
  const gaps: Gap[] = [];
  let without: string | undefined;
  for (const name of check.reads) {
    const fact = facts[name];
    if ('known' in fact) values[name] = fact.known;
    else if ('gap' in fact) gaps.push(fact.gap);
    else without ??= fact.none;
  }
  if (without !== undefined) return check.rules.map(({ code }) => ({ outcome: 'not-applicable', code, why: without }));
  if (!haveAll(values, check.reads))
    return check.rules.flatMap(({ code }) => gaps.map((gap) => ({ outcome: 'not-assessed', code, gap }) as const));
  const texts = new Map(check.rules.map((rule) => [rule.code, rule]));
  const told = check.check(values).map((verdict): Outcome<Finding<Where, Code>> => {
    const { code } = verdict;
    if ('doesNotApply' in verdict) return { outcome: 'not-applicable', code, why: verdict.doesNotApply };
    if ('couldNotAssess' in verdict) return { outcome: 'not-assessed', code, gap: verdict.couldNotAssess };
    const { severity, title } = textOf(texts, code);
    const { where, reason, remedy, mend } = verdict;
    return {
      outcome: 'finding',
      code,
      finding: { code, severity, title, where, reason, remedy, ...(mend && { mend }) },
    };
  });
  const spoken = new Set(told.map(({ code }) => code));
  const passed = check.rules.filter(({ code }) => !spoken.has(code));
  return [...told, ...passed.map(({ code }) => ({ outcome: 'pass', code }) as const)];
}

/** What is in `values` was known, and nothing else is; a check that gets it all is given no more than it names. */
function haveAll<F>(values: Partial<F>, names: (keyof F)[]): values is F {
  return names.every((name) => name in (values as object));
}

function textOf<Code extends string>(texts: Map<Code, Rule<Code>>, code: Code): Rule<Code> {
  const text = texts.get(code);
  if (!text) throw new Error(`a check states ${code}, which is none of its rules`);
  return text;
}

/** Every rule of some checks, once, with all the facts that it reads. Throws where two rules have one code. */
export function rulesOf<F, Where, Code extends string>(checks: Check<F, Where, Code>[]): Rule<Code>[] {
  const rules = new Map<Code, Rule<Code>>();
  for (const rule of checks.flatMap((check) => check.rules)) {
    const before = rules.get(rule.code);
    if (before && before.title !== rule.title) throw new Error(`two rules are called ${rule.code}`);
    rules.set(rule.code, { ...rule, reads: [...new Set([...(before?.reads ?? []), ...rule.reads])] });
  }
  return [...rules.values()];
}
