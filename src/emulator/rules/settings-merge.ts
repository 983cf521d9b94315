/**
 * Settings after an update. Assumption from `Remove = send empty list` (fact sheet, section 3): what is omitted stays,
 * structures are merged member by member, and a value or a list that is given replaces the old one, so that an empty
 * list removes.
 */
export function mergeSettings<T extends object>(before: T, update: Update<NoInfer<T>> | undefined): T {
  // Merging structures of one shape gives that shape again, which the compiler cannot follow.
  return merged(before, update ?? {}) as T;
}

function merged(before: object, update: object): object {
  const after: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries<unknown>({ ...update })) {
    const was = after[name];
    if (value !== undefined) after[name] = isStructure(value) && isStructure(was) ? merged(was, value) : value;
  }
  return after;
}

const isStructure = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Update<T> = { [Member in keyof T]?: T[Member] | undefined };
