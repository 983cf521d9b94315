import type { Defect } from '../../../iam/defect';
import type { PolicyPlace } from '../../../iam/grammar';
import { pattern } from '../../../iam/pattern';
import { asList, type PolicyDocument, type Statement } from '../../../iam/policy';
import { readPolicy } from '../../../iam/read';
import { type Stated, rulesOver } from '../../findings/rule';

/** A policy that somebody wrote: a file, or one that is attached in the account. */
export interface WrittenPolicy {
  /** The file, or the policy's name and the role that has it. */
  name: string;
  place: PolicyPlace;
  read: { document: PolicyDocument } | { defects: readonly Defect[] };
}

/** Where something is wrong in a policy. */
export interface PolicyWhere {
  policy: string;
  text: string;
  line?: number;
  column?: number;
}

/** What rules read: every policy, and those that can be read as one. */
export interface PolicyFacts {
  policies: WrittenPolicy[];
}

/** Reads the text of a policy for its place. */
export const written = (name: string, text: string, place: PolicyPlace): WrittenPolicy => ({
  name,
  place,
  read: readPolicy(text, place),
});

export const { rule } = rulesOver<PolicyFacts, PolicyWhere>();
export const since = '0.2';

/** A statement with its policy and its path in it. */
export interface Placed {
  policy: WrittenPolicy;
  statement: Statement;
  where: PolicyWhere;
}

/** All statements of the policies that can be read. */
export const statementsOf = ({ policies }: PolicyFacts): Placed[] =>
  policies.flatMap((policy) => {
    if (!('document' in policy.read)) return [];
    const list = asList(policy.read.document.Statement);
    return list.map((statement, at) => {
      const path = list.length === 1 ? 'Statement' : `Statement[${at}]`;
      const sid = statement.Sid ? ` (${statement.Sid})` : '';
      return { policy, statement, where: { policy: policy.name, text: `${policy.name}, ${path}${sid}` } };
    });
  });

/** One line of a Condition. */
export interface Line {
  operator: string;
  /** The operator without its set, in small letters: `stringnotlike`. */
  base: string;
  set: 'forallvalues' | 'foranyvalue' | undefined;
  ifExists: boolean;
  isNegated: boolean;
  key: string;
  /** The key in small letters: AWS does not look at its case. */
  name: string;
  values: string[];
}

/** A statement's conditions, a line each. */
export const linesOf = ({ Condition = {} }: Statement): Line[] =>
  Object.entries(Condition).flatMap(([operator, keys]) => {
    const [, set, word = ''] = /^(?:(forallvalues|foranyvalue):)?(.*)$/.exec(operator.toLowerCase()) ?? [];
    const base = word.replace(/ifexists$/, '');
    return Object.entries(keys).map(([key, values]) => ({
      operator,
      base,
      set: set === 'forallvalues' || set === 'foranyvalue' ? set : undefined,
      ifExists: word.endsWith('ifexists'),
      isNegated: /not/.test(base),
      key,
      name: key.toLowerCase(),
      values: asList(values).map(String),
    }));
  });

/** Whether a statement is about an action, `sagemaker:CreateApp`. */
export function isAbout({ Action, NotAction }: Statement, action: string): boolean {
  const among = (stated: typeof Action) =>
    asList(stated).some((text) =>
      pattern(text, { wildcards: true, variables: false, ignoreCase: true }).matches(action.toLowerCase(), new Map()),
    );
  return Action === undefined ? NotAction !== undefined && !among(NotAction) : among(Action);
}

/** One finding for each statement of which something is told. */
export const eachStatement = (
  facts: PolicyFacts,
  tell: (placed: Placed) => { reason: string; remedy: string }[],
): Stated<PolicyWhere>[] =>
  statementsOf(facts).flatMap((placed) => tell(placed).map((told) => ({ where: placed.where, ...told })));
