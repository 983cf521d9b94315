import { serializationException } from '../errors';

/** JSON's own name of a value, as the parser of AWS's JSON services says it. */
function tokenOf(value: unknown): string {
  if (value === null) return 'NULL_VALUE';
  if (typeof value === 'number') return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return 'STRING_VALUE';
}

const targets: Record<string, { name: string; accepts: (value: unknown) => boolean }> = {
  string: { name: 'String', accepts: (value) => typeof value === 'string' },
  integer: { name: 'Integer', accepts: Number.isInteger },
  long: { name: 'Long', accepts: Number.isInteger },
  double: { name: 'Double', accepts: (value) => typeof value === 'number' },
  float: { name: 'Float', accepts: (value) => typeof value === 'number' },
  boolean: { name: 'Boolean', accepts: (value) => typeof value === 'boolean' },
  timestamp: { name: 'Date', accepts: (value) => typeof value === 'number' },
};

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Throws SerializationException when a member's JSON type is not its shape's.
 *
 * The sentences are those that DynamoDB, which speaks the same protocol, is known to give; that SageMaker words them
 * alike is an assumption.
 */
export function requireJsonType(type: string, value: unknown): void {
  if (type === 'structure' || type === 'map') {
    if (isObject(value)) return;
    throw serializationException(Array.isArray(value) ? 'Unexpected field type' : `Unexpected token ${tokenOf(value)}; expected a structure or map`);
  }
  if (type === 'list') {
    if (Array.isArray(value)) return;
    throw serializationException(isObject(value) ? 'Start of structure or map found where not expected.' : `Unexpected token ${tokenOf(value)}; expected a list`);
  }
  const target = targets[type];
  if (!target) throw new Error(`no JSON type for the model's type ${type}`);
  if (target.accepts(value)) return;
  if (isObject(value)) throw serializationException('Start of structure or map found where not expected.');
  if (Array.isArray(value)) throw serializationException(`Start of list found where not expected: a ${target.name} is.`);
  throw serializationException(`${tokenOf(value)} can not be converted to ${target.name === 'Integer' ? 'an' : 'a'} ${target.name}`);
}
