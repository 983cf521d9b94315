import type { Conditions, OneOrMore, Statement } from '../../iam/policy';
import { inShort } from './actions';

/** A statement that refuses. Actions without a service are SageMaker's. */
export const deny = (
  Sid: string,
  actions: readonly string[],
  Condition: Conditions = {},
  about: Pick<Statement, 'Resource' | 'NotResource' | 'Principal'> = { Resource: '*' },
): Statement => ({ Sid, Effect: 'Deny', Action: inShort(actions).map(inService), ...about, Condition });

/** A statement that grants. */
export const allow = (
  Sid: string,
  actions: readonly string[],
  Resource: OneOrMore<string>,
  Condition: Conditions = {},
): Statement => ({ Sid, Effect: 'Allow', Action: inShort(actions).map(inService), Resource, Condition });

const inService = (action: string) => (action.includes(':') || action === '*' ? action : `sagemaker:${action}`);
const keyOf = (key: string) => (key.includes(':') ? key : `sagemaker:${key}`);

/** All of these at once: conditions of one statement are ANDed. */
export function all(...conditions: readonly Conditions[]): Conditions {
  const merged: Record<string, Record<string, OneOrMore<string | number | boolean>>> = {};
  for (const condition of conditions)
    for (const [operator, keys] of Object.entries(condition)) merged[operator] = { ...merged[operator], ...keys };
  return merged;
}

const hasWildcard = (values: readonly string[]) => values.some((value) => /[*?]/.test(value));

/** A key with several values has one that is not approved; false where the key is missing or empty. */
export const anyOther = (key: string, values: readonly string[]): Conditions => ({
  [`ForAnyValue:${hasWildcard(values) ? 'StringNotLike' : 'StringNotEquals'}`]: { [keyOf(key)]: values },
});

/** A key with several values is missing, or empty. */
export const noneOf = (key: string): Conditions => ({ 'ForAllValues:StringNotLike': { [keyOf(key)]: '*' } });

/** A key with one value is missing, or not approved. */
export const otherOrMissing = (key: string, values: OneOrMore<string>): Conditions => ({
  [hasWildcard([values].flat()) ? 'StringNotLike' : 'StringNotEquals']: { [keyOf(key)]: values },
});

/** A key with one value is there, and not approved. `…IfExists` would be true where it is missing. */
export const otherIfPresent = (key: string, values: OneOrMore<string>): Conditions =>
  all(otherOrMissing(key, values), present(key));

export const present = (key: string): Conditions => ({ Null: { [keyOf(key)]: 'false' } });
export const absent = (key: string): Conditions => ({ Null: { [keyOf(key)]: 'true' } });

/** A key with one value is missing, or an empty text. */
export const missingOrEmpty = (key: string): Conditions => ({ StringNotLike: { [keyOf(key)]: '?*' } });

/** A number is missing, or above the ceiling. */
export const aboveOrMissing = (key: string, most: number): Conditions => ({
  NumericGreaterThanIfExists: { [keyOf(key)]: String(most) },
});

/** A tag is not among those of the request, in just this spelling. */
export const withoutTag = (tag: string): Conditions => ({ 'ForAllValues:StringNotEquals': { 'aws:TagKeys': tag } });
/** A tag is among those of the request, in whichever spelling. */
export const touchesTag = (tag: string): Conditions => ({
  'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': tag },
});

/** Whoever asks is none of these roles: the ARN of the role, not of its session. */
export const exceptRoles = (roles: readonly string[]): Conditions => ({ ArnNotEquals: { 'aws:PrincipalArn': roles } });
