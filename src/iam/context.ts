import type { ContextValue, Request } from './request';

/** The keys of a request by their names in small letters: AWS does not look at the case of a key's name. */
export type Context = ReadonlyMap<string, ContextValue>;

/**
 * The keys of a request. One without values is not there. Two whose names differ only in case are one key with the
 * values of both: AWS documents that a condition matches "either TagKey1 or tagkey1, but not both".
 */
export function contextOf(keys: Request['context']): Context {
  const context = new Map<string, ContextValue>();
  for (const name in keys) {
    const value = keys[name];
    if (value === undefined || (typeof value !== 'string' && value.length === 0)) continue;
    const key = name.toLowerCase();
    const other = context.get(key);
    context.set(key, other === undefined ? value : [other, value].flat());
  }
  return context;
}
