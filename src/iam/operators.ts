import type { Context } from './context';
import { pattern } from './pattern';

/** Whether a value of the request is as one value of the policy says. */
export type Comparison = (asked: string, context: Context) => boolean;

/** How a condition compares. One that is negated holds where its comparison does for none of the policy's values. */
export interface Operator {
  readonly name: string;
  readonly negated: boolean;
  /** Prepares one value of a policy; `variables` are replaced in documents of 2012-10-17. */
  compare(stated: string, variables: boolean): Comparison;
}

type Compare = Operator['compare'];
const both = (positive: string, negative: string, compare: Compare): Operator[] => [
  { name: positive, negated: false, compare },
  { name: negative, negated: true, compare },
];

const text: (rules: { wildcards: boolean; ignoreCase?: boolean }) => Compare = (rules) => (stated, variables) =>
  pattern(stated, { ...rules, variables }).matches;

const all: readonly Operator[] = [
  ...both('StringEquals', 'StringNotEquals', text({ wildcards: false })),
  ...both('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', text({ wildcards: false, ignoreCase: true })),
  ...both('StringLike', 'StringNotLike', text({ wildcards: true })),
];

/** The operators by their names in small letters: AWS does not look at the case of an operator's name. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  all.map((operator) => [operator.name.toLowerCase(), operator]),
);
