import { arnPattern } from './arn';
import type { Context } from './context';
import { dateOf } from './date';
import { rangeOf } from './ip';
import { pattern, type PatternRules } from './pattern';

/**
 * Whether a value of the request is as one value of the policy says; undefined where the two cannot be compared,
 * because one is no number, date, address or ARN. Assumed, as AWS is silent about it: the condition then does not hold,
 * neither with an operator nor with its negation.
 */
export type Comparison = (asked: string, context: Context) => boolean | undefined;

/** How a condition compares. A negated one holds where its comparison does for none of the policy's values. */
export interface Operator {
  readonly name: string;
  readonly negated: boolean;
  /** Prepares one value of a policy; `variables` are replaced in documents of 2012-10-17. */
  prepare(stated: string, variables: boolean): Prepared;
}
export interface Prepared {
  readonly compare: Comparison;
  /** The policy's value with its variables replaced, for people. */
  shown(context: Context): string;
}

type Prepare = Operator['prepare'];
const pair = (positive: string, negative: string, prepare: Prepare): Operator[] => [
  { name: positive, negated: false, prepare },
  { name: negative, negated: true, prepare },
];

const text =
  (rules: Omit<PatternRules, 'variables'>): Prepare =>
  (stated, variables) => {
    const { matches, resolved } = pattern(stated, { ...rules, variables });
    return { compare: matches, shown: (context) => resolved(context) ?? stated };
  };

const arn: Prepare = (stated, variables) => {
  const { compare, pattern } = arnPattern(stated, variables);
  return { compare, shown: (context) => pattern.resolved(context) ?? stated };
};

/** Operators that know no variables: both values are read, and then compared. */
const read =
  <Stated, Asked>(
    readStated: (text: string) => Stated | undefined,
    readAsked: (text: string) => Asked | undefined,
    holds: (asked: Asked, stated: Stated) => boolean,
  ): Prepare =>
  (text) => {
    const stated = readStated(text);
    const compare: Comparison = (given) => {
      const asked = readAsked(given);
      return stated === undefined || asked === undefined ? undefined : holds(asked, stated);
    };
    return { compare, shown: () => text };
  };

const number = (text: string) => (/^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined);
const bytes = (text: string) => (/^[A-Za-z0-9+/]*={0,2}$/.test(text) ? text.replace(/=+$/, '') : undefined);
const address = (text: string) => rangeOf(text, { prefix: 'none' });
const range = (text: string) => rangeOf(text, { prefix: 'optional' });

const ordered = (kind: 'Numeric' | 'Date', value: (text: string) => number | undefined): Operator[] => {
  const one = (name: string, holds: (asked: number, stated: number) => boolean): Operator => ({
    name: `${kind}${name}`,
    negated: false,
    prepare: read(value, value, holds),
  });
  return [
    ...pair(
      `${kind}Equals`,
      `${kind}NotEquals`,
      read(value, value, (asked, stated) => asked === stated),
    ),
    one('LessThan', (asked, stated) => asked < stated),
    one('LessThanEquals', (asked, stated) => asked <= stated),
    one('GreaterThan', (asked, stated) => asked > stated),
    one('GreaterThanEquals', (asked, stated) => asked >= stated),
  ];
};

const all: readonly Operator[] = [
  ...pair('StringEquals', 'StringNotEquals', text({ wildcards: false })),
  ...pair('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', text({ wildcards: false, ignoreCase: true })),
  ...pair('StringLike', 'StringNotLike', text({ wildcards: true })),
  ...ordered('Numeric', number),
  ...ordered('Date', dateOf),
  ...pair(
    'IpAddress',
    'NotIpAddress',
    read(range, address, (asked, stated) => stated.contains(asked)),
  ),
  ...pair('ArnEquals', 'ArnNotEquals', arn),
  ...pair('ArnLike', 'ArnNotLike', arn),
  {
    name: 'Bool',
    negated: false,
    // "You can use a policy variable with the Boolean condition operator", says the operators' page.
    prepare: (stated, variables) => {
      const { resolved } = pattern(stated, { wildcards: false, variables, ignoreCase: true });
      const bool = (word: string | undefined) => (word === 'true' || word === 'false' ? word : undefined);
      const compare: Comparison = (given, context) => {
        const [asked, wanted] = [bool(given.toLowerCase()), bool(resolved(context))];
        return asked === undefined || wanted === undefined ? undefined : asked === wanted;
      };
      return { compare, shown: (context) => resolved(context) ?? stated };
    },
  },
  // Both are base64, as a policy and a recorded request have them.
  { name: 'BinaryEquals', negated: false, prepare: read(bytes, bytes, (asked, stated) => asked === stated) },
];

/** The operators by their names in small letters: AWS does not look at the case of an operator's name. */
export const operators: ReadonlyMap<string, Operator> = new Map(
  all.map((operator) => [operator.name.toLowerCase(), operator]),
);
