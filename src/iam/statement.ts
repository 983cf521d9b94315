import { resourcePattern } from './arn';
import { condition } from './condition';
import type { Context } from './context';
import type { PartExplanation, StatementExplanation, StatementName } from './decision';
import { pattern, type Pattern } from './pattern';
import { asList, type Effect, type OneOrMore, type Statement, type StatementPrincipal } from './policy';
import { excluded, named, type Closeness } from './principal';
import type { Request } from './request';

/** A request with its keys made ready. */
export interface Question {
  readonly request: Request;
  readonly action: string;
  readonly context: Context;
  /** Whether a boundary is set on the principal. */
  readonly isBounded: boolean;
}

/** A statement made ready to be asked. */
export interface PreparedStatement {
  readonly name: StatementName;
  readonly effect: Effect;
  matches(question: Question): boolean;
  /** How closely its Principal names who asks; undefined where it has none or a NotPrincipal. */
  closeness(question: Question): ReadonlySet<Closeness> | undefined;
  explain(question: Question): StatementExplanation;
}

interface Part {
  matches(question: Question): boolean;
  explain(question: Question): PartExplanation;
}

/** Prepares a statement of a document in which variables are replaced or not. */
export function prepare(statement: Statement, variables: boolean, name: StatementName): PreparedStatement {
  const { Effect: effect, Principal, NotPrincipal, Condition = {} } = statement;
  const asAction = (text: string) => pattern(text, { wildcards: true, variables: false, ignoreCase: true });
  const asResource = (text: string) => resourcePattern(text, variables);
  const principals = Principal === undefined ? undefined : named(Principal);
  // What decides most often stands first.
  const parts: Part[] = [
    ...listed('Action', statement.Action, asAction),
    ...listed('NotAction', statement.NotAction, asAction),
    ...(NotPrincipal !== undefined
      ? [principal('NotPrincipal', NotPrincipal, effect)]
      : Principal !== undefined || name.kind === 'resource' || name.kind === 'endpoint'
        ? // Without one, a statement about whoever asks is about nobody.
          [principal('Principal', Principal ?? {}, effect)]
        : []),
    ...listed('Resource', statement.Resource, asResource),
    ...listed('NotResource', statement.NotResource, asResource),
    ...Object.entries(Condition).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, values]) => conditionPart(operator, key, asList(values).map(String), variables)),
    ),
  ];
  return {
    name,
    effect,
    matches(question) {
      for (const part of parts) if (!part.matches(question)) return false;
      return true;
    },
    closeness: ({ request }) => principals?.(request.principal),
    explain(question) {
      const explained = parts.map((part) => part.explain(question));
      return { statement: name, effect, matches: explained.every(({ matches }) => matches), parts: explained };
    },
  };
}

type Listed = 'Action' | 'NotAction' | 'Resource' | 'NotResource';

function listed(part: Listed, stated: OneOrMore<string> | undefined, patternOf: (text: string) => Pattern): Part[] {
  if (stated === undefined) return [];
  const texts = asList(stated);
  const patterns = texts.map(patternOf);
  const isNegated = part.startsWith('Not');
  const isAction = part.endsWith('Action');
  const matches = ({ action, request, context }: Question) => {
    const asked = isAction ? action : request.resource;
    for (const pattern of patterns) if (pattern.matches(asked, context)) return !isNegated;
    return isNegated;
  };
  return [
    {
      matches,
      explain: (question) => ({
        part,
        matches: matches(question),
        stated: isAction ? texts : texts.map((text, at) => patterns[at]?.resolved(question.context) ?? text),
        asked: isAction ? question.request.action : question.request.resource,
      }),
    },
  ];
}

function principal(part: 'Principal' | 'NotPrincipal', stated: StatementPrincipal, effect: Effect): Part {
  const closeness = named(stated);
  const matches = ({ request, isBounded }: Question) => {
    const found = closeness(request.principal);
    if (part === 'Principal') return found.size > 0;
    // AWS: such a Deny "will always deny any IAM principal that has a permissions boundary policy attached, regardless
    // of the values specified in the NotPrincipal element".
    return (isBounded && effect === 'Deny') || !excluded(effect, request.principal, found);
  };
  return {
    matches,
    explain: (question) => ({
      part,
      matches: matches(question),
      stated: stated === '*' ? ['*'] : Object.values(stated).flatMap((entries) => asList(entries)),
      asked: question.request.principal.arn,
    }),
  };
}

function conditionPart(operator: string, key: string, values: readonly string[], variables: boolean): Part {
  const prepared = condition(operator, key, values, variables);
  return {
    matches: ({ context }) => prepared.holds(context),
    explain: ({ context }) => ({
      part: 'Condition',
      operator,
      key,
      matches: prepared.holds(context),
      stated: prepared.stated(context),
      asked: prepared.asked(context),
    }),
  };
}
