import { isObject } from '../model/json-types';

/** What is worth as much as a password. AWS replaces such values in the same way. */
const HIDDEN = new Set(['authorizedUrl', 'sessionToken', 'tokenValue']);

/**
 * The members of a request or an answer as CloudTrail spells them: beginning in lower case (administration facts, D3).
 * Times stay what they are; members that were not given are left out.
 */
export function inCloudTrailSpelling(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCloudTrailSpelling);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      if (item === undefined) return [];
      const spelt = name.charAt(0).toLowerCase() + name.slice(1);
      return [[spelt, HIDDEN.has(spelt) ? 'HIDDEN_DUE_TO_SECURITY_REASONS' : inCloudTrailSpelling(item)]];
    }),
  );
}
