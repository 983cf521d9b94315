import { ServiceError } from '../errors';
import { isObject } from '../model/json-types';
import { inputShapeOf, shapeNamed } from '../model/service';
import type { Operations } from '../model/shapes';
import { validInput } from '../model/validate';

/** What is wrong with a part of a seed, and where in it. */
export class Wrong extends Error {
  constructor(
    readonly path: (string | number)[],
    message: string,
  ) {
    super(message);
  }
}

/** The AWS members among what a resource of the seed says: those that begin in upper case. */
const awsMembers = (form: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(form).filter(([name]) => /^[A-Z]/.test(name)));

/**
 * The input that makes a resource, from its AWS members and from what its place in the seed says of it. Throws Wrong
 * for a member that the model does not have, which AWS would ignore in silence, and for what the model does not allow.
 */
export function inputOf<Name extends keyof Operations>(
  operation: Name,
  form: object,
  given: Record<string, unknown>,
  path: (string | number)[],
): Operations[Name]['input'] {
  const members = awsMembers(form);
  requireKnownWords(form, path);
  const shape = inputShapeOf(operation);
  if (shape !== undefined) requireKnownMembers(shape, members, path);
  try {
    return validInput(operation, { ...members, ...given });
  } catch (error) {
    if (error instanceof ServiceError) throw new Wrong(path, error.message);
    throw error;
  }
}

const OWN_WORDS = [
  'created',
  'tags',
  'apps',
  'owner',
  'sharing',
  'userProfiles',
  'spaces',
  'versions',
  'script',
  'fails',
  'status',
  'since',
  'failure',
];

function requireKnownWords(form: object, path: (string | number)[]): void {
  for (const name of Object.keys(form)) {
    if (/^[A-Z]/.test(name) || OWN_WORDS.includes(name)) continue;
    throw new Wrong([...path, name], `there is no ${name} here (members of AWS's requests begin in upper case)`);
  }
}

function requireKnownMembers(shapeName: string, value: unknown, path: (string | number)[]): void {
  const shape = shapeNamed(shapeName);
  if (Array.isArray(value) && shape.member) {
    const { member } = shape;
    value.forEach((item, index) => requireKnownMembers(member.shape, item, [...path, index]));
  }
  if (!isObject(value) || !shape.members) return;
  for (const [name, item] of Object.entries(value)) {
    const member = shape.members[name];
    if (!member) {
      const known = Object.keys(shape.members).join(', ');
      throw new Wrong([...path, name], `${shapeName} has no member ${name}; it has ${known}`);
    }
    requireKnownMembers(member.shape, item, [...path, name]);
  }
}
