import { contextOf } from '../../iam/context';
import { pattern } from '../../iam/pattern';
import { asList } from '../../iam/policy';
import type { Guardrail, PolicyType } from './guardrail';
import type { Given } from './parameters';

/** The condition keys that the statements of guardrails read, and the actions that they name. */
export interface Read {
  keys: string[];
  actions: string[];
  isKey(name: string): boolean;
  /** Whether a statement is about the action, be it by a wildcard. */
  isAction(name: string): boolean;
}

/** What guardrails read of a request: of all else it does not matter how it is said. */
export function readByGuardrails(chosen: readonly Guardrail[], given: Given, place: PolicyType): Read {
  const statements = chosen.flatMap((one) => one.statements(given, place));
  const keys = [...new Set(statements.flatMap(({ Condition = {} }) => Object.values(Condition).flatMap(Object.keys)))];
  const actions = [...new Set(statements.flatMap(({ Action, NotAction }) => (NotAction ? ['*'] : asList(Action))))];
  const patterns = actions.map((text) => pattern(text, { wildcards: true, variables: false, ignoreCase: true }));
  return {
    keys,
    actions,
    isKey: (name) => keys.some((key) => key.toLowerCase() === name.toLowerCase()),
    isAction: (name) => patterns.some((one) => one.matches(name, contextOf({}))),
  };
}
