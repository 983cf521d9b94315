import type { Context } from './context';
import type { ContextValue } from './request';
import { operators, type Operator, type Prepared } from './operators';

/** One line of a Condition: an operator, a key and the values. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  holds(context: Context): boolean;
  /** The policy's values with their variables replaced. */
  stated(context: Context): readonly string[];
  asked(context: Context): readonly string[] | undefined;
}

/** The name of an operator in its parts: `ForAnyValue:StringLikeIfExists`. */
export interface OperatorName {
  readonly set: 'forallvalues' | 'foranyvalue' | undefined;
  readonly base: Operator | 'null';
  readonly ifExists: boolean;
}

/** Reads an operator's name; undefined where AWS has no such operator. */
export function operatorName(name: string): OperatorName | undefined {
  const found = /^(?:(forallvalues|foranyvalue):)?([a-z]+?)(ifexists)?$/.exec(name.toLowerCase());
  if (!found) return undefined;
  const [, set, word = '', ifExists] = found;
  const base = word === 'null' ? word : operators.get(word);
  if (base === undefined || (base === 'null' && ifExists)) return undefined;
  return { set: set === 'forallvalues' || set === 'foranyvalue' ? set : undefined, base, ifExists: !!ifExists };
}

/** Prepares a condition of a document in which variables are replaced or not. */
export function condition(operator: string, key: string, values: readonly string[], variables: boolean): Condition {
  const name = operatorName(operator);
  if (!name) throw new Error(`there is no condition operator ${JSON.stringify(operator)}`);
  const { base } = name;
  const lower = key.toLowerCase();
  const prepared = base === 'null' ? [] : values.map((value) => base.prepare(value, variables));
  const test = base === 'null' ? nullTest(name.set, values) : valueTest(base, name, prepared);
  return {
    operator,
    key,
    holds: (context) => test(context.get(lower), context),
    stated: (context) => (base === 'null' ? values : prepared.map(({ shown }) => shown(context))),
    asked: (context) => {
      const value = context.get(lower);
      return typeof value === 'string' ? [value] : value;
    },
  };
}

type Test = (asked: ContextValue | undefined, context: Context) => boolean;

/**
 * `true`: the key is not there; `false`: it is. AWS on set operators before it: "the Null condition operator with
 * ForAllValues … always returns true … with ForAnyValue … always returns false".
 */
function nullTest(set: OperatorName['set'], values: readonly string[]): Test {
  if (set !== undefined) return () => set === 'forallvalues';
  const wanted = values.map((value) => value.toLowerCase());
  return (asked) => wanted.includes(asked === undefined ? 'true' : 'false');
}

function valueTest({ negated }: Operator, { set, ifExists }: OperatorName, prepared: readonly Prepared[]): Test {
  const matches = (asked: string, context: Context): boolean => {
    let found = false;
    for (const { compare } of prepared) {
      const same = compare(asked, context);
      if (same === undefined && negated) return false;
      if (same) found = true;
    }
    return found !== negated;
  };
  if (set === undefined) {
    return (asked, context) => {
      if (asked === undefined) return ifExists || negated;
      // AWS: keys with several values require a set operator. Assumed: without one the condition does not hold.
      return typeof asked === 'string' && matches(asked, context);
    };
  }
  const all = set === 'forallvalues';
  return (asked, context) => {
    if (asked === undefined) return all || ifExists;
    if (typeof asked === 'string') return asked === '' ? all : matches(asked, context);
    // AWS: a "null data set, such as an empty string" is true for ForAllValues and false for ForAnyValue.
    if (asked.every((value) => value === '')) return all;
    return all ? asked.every((value) => matches(value, context)) : asked.some((value) => matches(value, context));
  };
}
