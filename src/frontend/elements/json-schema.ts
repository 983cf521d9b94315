import type { ReadonlyJSONObject } from '@lumino/coreutils';

/* The parts of JSON Schema in which commands say what arguments they take. */

export const text = (description: string) => ({ type: 'string', description });
export const whole = (minimum: number, maximum: number, description: string) => ({
  type: 'integer',
  minimum,
  maximum,
  description,
});
export const list = (description: string) => ({ type: 'array', items: { type: 'string' }, description });

/** An object with these members, all of which can be left out. */
export const takes = (properties: ReadonlyJSONObject): ReadonlyJSONObject => ({ type: 'object', properties });
