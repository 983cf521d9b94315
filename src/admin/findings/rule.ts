import type { Gap } from './fact';
import type { Severity } from './severity';

/** What people read about a rule: in a report, and on the page that is made of it. */
export interface RuleText {
  severity: Severity;
  /** The version that it came with. */
  since: string;
  /** What is wrong, in general, on one line. */
  title: string;
  /** What comes of it. */
  why: string;
  /** An example that it finds. */
  wrong: string;
  /** The same without the fault. */
  right: string;
  /** When it is right to accept it. */
  accept?: string;
  /** What it cannot see. */
  blind?: string;
}

/** A rule, named after what is wrong. */
export interface Rule<Code extends string = string> extends RuleText {
  code: Code;
  /** The facts that it reads. */
  reads: string[];
}

/** What a rule states of one place: code, severity and title are the rule's own. */
export interface Stated<Where> {
  where: Where;
  reason: string;
  remedy: string;
  mend?: string[];
}
/** A rule may find out only as it looks that it does not apply, or cannot tell. */
export type Aside = { doesNotApply: string } | { couldNotAssess: Gap };

/** Rules that one look decides, over the facts that they read. */
export interface Check<F, Where, Code extends string> {
  rules: Rule<Code>[];
  reads: (keyof F & string)[];
  /** Nothing for a rule: it passes. */
  check(facts: F): ((Stated<Where> | Aside) & { code: Code })[];
}

/**
 * How the rules of one subject are written. `F`: the facts that there are to read, by name; `Where`: where its findings
 * stand. A check is given the facts that it names and no others.
 */
export function rulesOver<F, Where>() {
  return {
    /** One rule with its check. */
    rule<Code extends string, Name extends keyof F & string>({
      code,
      reads,
      check,
      ...text
    }: RuleText & {
      code: Code;
      reads: readonly Name[];
      check: (facts: Pick<F, Name>) => (Stated<Where> | Aside)[];
    }): Check<F, Where, Code> {
      return {
        rules: [{ ...text, code, reads: [...reads] }],
        reads: [...reads],
        check: (facts) => check(facts).map((stated) => ({ ...stated, code })),
      };
    },

    /** Rules that belong together: one check states which of them found something, e.g. the first that stands in the way. */
    rules<const Texts extends Record<string, RuleText>, Name extends keyof F & string>({
      reads,
      rules,
      check,
    }: {
      reads: readonly Name[];
      rules: Texts;
      check: (facts: Pick<F, Name>) => ((Stated<Where> | Aside) & { code: keyof Texts & string })[];
    }): Check<F, Where, keyof Texts & string> {
      const texts = Object.entries(rules) as [keyof Texts & string, RuleText][];
      return {
        rules: texts.map(([code, text]) => ({ ...text, code, reads: [...reads] })),
        reads: [...reads],
        check,
      };
    },
  };
}
