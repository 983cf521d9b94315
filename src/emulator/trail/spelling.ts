import { isObject } from '../model/json-types';

/** The members that are worth as much as a password; none stands below another member. */
const SECRET = [
  ...['AuthorizedUrl', 'SessionToken', 'TokenValue'],
  ...['Password', 'OldPassword', 'NewPassword', 'PrivateKey'],
];

/** A request or an answer without its secrets. AWS replaces such values in the same way. */
export function withoutSecrets(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (!SECRET.some((name) => name in value)) return value;
  const found = SECRET.filter((name) => name in value);
  return { ...value, ...Object.fromEntries(found.map((name) => [name, 'HIDDEN_DUE_TO_SECURITY_REASONS'])) };
}

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
      return [[spelt, inCloudTrailSpelling(item)]];
    }),
  );
}
