import type { Context } from './context';
import type { PartExplanation, StatementExplanation, StatementName } from './decision';
import { operators } from './operators';
import { pattern } from './pattern';
import { asList, type Effect, type OneOrMore, type Statement } from './policy';
import type { Request } from './request';

/** A statement made ready to be asked. */
export interface PreparedStatement {
  readonly name: StatementName;
  readonly effect: Effect;
  matches(request: Request, context: Context): boolean;
  explain(request: Request, context: Context): StatementExplanation;
}

interface Part {
  matches(request: Request, context: Context): boolean;
  explain(request: Request, context: Context): PartExplanation;
}

/** Prepares a statement of a document in which variables are replaced or not. */
export function prepare(statement: Statement, variables: boolean, name: StatementName): PreparedStatement {
  const parts: Part[] = [
    ...listed('Action', statement.Action, { wildcards: true, variables: false, ignoreCase: true }, 'action'),
    ...listed('NotAction', statement.NotAction, { wildcards: true, variables: false, ignoreCase: true }, 'action'),
    ...listed('Resource', statement.Resource, { wildcards: true, variables }, 'resource'),
    ...listed('NotResource', statement.NotResource, { wildcards: true, variables }, 'resource'),
    ...Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => condition(operator, key, asList(values).map(String), variables)),
    ),
  ];
  return {
    name,
    effect: statement.Effect,
    matches: (request, context) => parts.every((part) => part.matches(request, context)),
    explain(request, context) {
      const explained = parts.map((part) => part.explain(request, context));
      return {
        statement: name,
        effect: statement.Effect,
        matches: explained.every(({ matches }) => matches),
        parts: explained,
      };
    },
  };
}

function listed(
  part: 'Action' | 'NotAction' | 'Resource' | 'NotResource',
  stated: OneOrMore<string> | undefined,
  rules: Parameters<typeof pattern>[1],
  of: 'action' | 'resource',
): Part[] {
  if (stated === undefined) return [];
  const patterns = asList(stated).map((text) => ({ text, pattern: pattern(text, rules) }));
  const inverted = part.startsWith('Not');
  const matches: Part['matches'] = (request, context) =>
    patterns.some(({ pattern }) => pattern.matches(request[of], context)) !== inverted;
  return [
    {
      matches,
      explain: (request, context) => ({
        part,
        matches: matches(request, context),
        stated: patterns.map(({ text, pattern }) => pattern.resolved(context) ?? text),
        asked: request[of],
      }),
    },
  ];
}

function condition(named: string, key: string, stated: readonly string[], variables: boolean): Part {
  const operator = operators.get(named.toLowerCase());
  if (!operator) throw new Error(`there is no operator ${JSON.stringify(named)}`);
  const comparisons = stated.map((value) => operator.compare(value, variables));
  const name = key.toLowerCase();
  const matches: Part['matches'] = (_, context) => {
    const asked = context.get(name);
    if (asked === undefined) return operator.negated;
    if (typeof asked !== 'string') return false;
    return comparisons.some((compare) => compare(asked, context)) !== operator.negated;
  };
  return {
    matches,
    explain: (request, context) => {
      const asked = context.get(name);
      return {
        part: 'Condition',
        operator: named,
        key,
        matches: matches(request, context),
        stated,
        asked: asked === undefined ? undefined : asList(asked),
      };
    },
  };
}
