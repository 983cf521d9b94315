/** A scalar of a request, with the names of the members that lead to it: `DefaultUserSettings.SecurityGroups`. */
export interface Leaf {
  path: string;
  value: string;
}

/** All scalars of a request. The places in lists are left out of their paths. */
export function leavesOf(input: unknown, path = ''): Leaf[] {
  if (input === undefined || input === null) return [];
  if (Array.isArray(input)) return input.flatMap((item) => leavesOf(item, path));
  if (typeof input !== 'object') return [{ path, value: String(input) }];
  return Object.entries(input).flatMap(([name, value]) => leavesOf(value, path === '' ? name : `${path}.${name}`));
}

/**
 * The values at one of the places: `ResourceSpec.InstanceType` is wherever members of these names follow each other,
 * `/KmsKeyId` only at the top.
 */
export const valuesAt = (leaves: readonly Leaf[], places: readonly string[]): string[] =>
  leaves
    .filter(({ path }) =>
      places.some((place) =>
        place.startsWith('/') ? path === place.slice(1) : path === place || path.endsWith(`.${place}`),
      ),
    )
    .map(({ value }) => value);
