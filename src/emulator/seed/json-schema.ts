import * as z from 'zod';
import { SeedForm } from './form';

/**
 * The form of a seed as a JSON Schema, by which editors complete and check it. What only reading can decide, such as
 * that a space's owner exists, is not in it.
 */
export const seedJsonSchema = () =>
  z.toJSONSchema(SeedForm, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== SeedForm && mayBeEmpty(jsonSchema))
        Object.assign(jsonSchema, { type: [jsonSchema.type, 'null'] });
    },
  });

/** Where an empty list or mapping is right, so is nothing behind the colon. */
const mayBeEmpty = ({ type, required = [], minItems = 0, minProperties = 0 }: z.core.JSONSchema.BaseSchema) =>
  (type === 'object' && required.length === 0 && minProperties === 0) || (type === 'array' && minItems === 0);
