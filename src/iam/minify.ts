import { pattern } from './pattern';
import { asList, type Conditions, type OneOrMore, type PolicyDocument, type Statement } from './policy';

/**
 * The same policy in fewer characters: lists without doubles and without what another entry covers, a list of one as a
 * text, no empty parts, and statements without a Sid that differ only in their actions as one. The same document always
 * becomes the same text.
 */
export function minify(document: PolicyDocument): PolicyDocument {
  const statements = merged(asList(document.Statement).map(small));
  const [only] = statements;
  return {
    ...(document.Version !== undefined && { Version: document.Version }),
    ...(document.Id !== undefined && { Id: document.Id }),
    Statement: statements.length === 1 && only ? only : statements,
  };
}

/** A statement with its elements in the order of AWS's grammar. */
function small(statement: Statement): Statement {
  const { Sid, Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  return {
    ...(Sid !== undefined && Sid !== '' && { Sid }),
    Effect,
    ...(Principal !== undefined && { Principal }),
    ...(NotPrincipal !== undefined && { NotPrincipal }),
    ...(Action !== undefined && { Action: short(actions(Action)) }),
    ...(NotAction !== undefined && { NotAction: short(actions(NotAction)) }),
    ...(Resource !== undefined && { Resource: short(resources(Resource)) }),
    ...(NotResource !== undefined && { NotResource: short(resources(NotResource)) }),
    ...(Object.values(Condition ?? {}).some((keys) => Object.keys(keys).length > 0) && {
      Condition: conditions(Condition ?? {}),
    }),
  };
}

const short = <T>(list: readonly T[]): OneOrMore<T> => {
  const [only] = list;
  return list.length === 1 && only !== undefined ? only : list;
};

/** Actions without those that a pattern beside them covers; the case of letters does not matter to AWS. */
function actions(stated: OneOrMore<string>): readonly string[] {
  return uncovered(asList(stated), (one, other) => {
    if (one.includes('?')) return one.toLowerCase() === other.toLowerCase();
    // Only a star matches a character that no name has: then it also matches whatever the other's wildcards stand for.
    const covers = pattern(one, { wildcards: true, variables: false, ignoreCase: true });
    return covers.matches(other.replace(/[*?]/g, '\u0001'), new Map());
  });
}

/** Resources without those that `*` covers, or that stand there twice: ARNs with wildcards have rules of their own. */
const resources = (stated: OneOrMore<string>) =>
  uncovered(asList(stated), (one, other) => one === '*' || one === other);

/** What no other entry covers; of two that cover each other the first stays. */
function uncovered(list: readonly string[], covers: (one: string, other: string) => boolean): readonly string[] {
  const kept = list.filter(
    (entry, at) =>
      !list.some((other, there) => there !== at && covers(other, entry) && (there < at || !covers(entry, other))),
  );
  return kept.sort();
}

function conditions(stated: Conditions): Conditions {
  const values = (held: OneOrMore<string | number | boolean>) => short([...new Set(asList(held))].sort(byText));
  return Object.fromEntries(
    Object.entries(stated)
      .sort(([one], [other]) => byText(one, other))
      .filter(([, keys]) => Object.keys(keys).length > 0)
      .map(([operator, keys]) => [
        operator,
        Object.fromEntries(
          Object.entries(keys)
            .sort(([one], [other]) => byText(one, other))
            .map(([key, held]) => [key, values(held)]),
        ),
      ]),
  );
}
const byText = (one: unknown, other: unknown) => {
  const [a, b] = [String(one), String(other)];
  return a < b ? -1 : a > b ? 1 : 0;
};

/**
 * Statements that are alike but for their actions become one. Those with a Sid stay: people look for it when something
 * is refused.
 */
function merged(statements: readonly Statement[]): readonly Statement[] {
  const found = new Map<string, Statement>();
  for (const statement of statements) {
    const same = JSON.stringify({ ...statement, ...(statement.Action !== undefined && { Action: '' }) });
    const before = found.get(same);
    if (before?.Action === undefined || statement.Action === undefined) found.set(same, statement);
    else
      found.set(same, { ...before, Action: short(actions([...asList(before.Action), ...asList(statement.Action)])) });
  }
  return [...found.values()];
}
