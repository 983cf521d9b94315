/**
 * Whether two values are equal: plain data, as a server sends it. Each part of `after` that equals its counterpart in `before`
 * is replaced by it, so that what has not changed is the very same object, and what is drawn from it need not be drawn again.
 */
export function shareEqual(before: unknown, after: unknown): boolean {
  if (Object.is(before, after)) return true;
  if (!isObject(before) || !isObject(after)) return false;
  if (Array.isArray(before) && Array.isArray(after)) return shareItems(before, after);
  if (Array.isArray(before) || Array.isArray(after)) return false;
  const names = Object.keys(after);
  let equal = names.length === Object.keys(before).length;
  for (const name of names) {
    if (name in before && shareEqual(before[name], after[name])) after[name] = before[name];
    else equal = false;
  }
  return equal;
}

/** Items may come, go and change places: they are known again by what they hold. */
function shareItems(before: readonly unknown[], after: unknown[]): boolean {
  let equal = before.length === after.length;
  let known: Map<string, unknown> | undefined;
  for (const [at, item] of after.entries()) {
    if (shareEqual(before[at], item)) {
      after[at] = before[at];
      continue;
    }
    equal = false;
    if (!isObject(item)) continue;
    known ??= new Map(before.map((one) => [JSON.stringify(one), one]));
    after[at] = known.get(JSON.stringify(item)) ?? item;
  }
  return equal;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
