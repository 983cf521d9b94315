import * as z from 'zod';
import { StudioFileForm } from './studio-file-form';

/** The form of a Studio file as a JSON Schema, by which editors complete and check it. */
export function studioFileJsonSchema() {
  const schema = z.toJSONSchema(StudioFileForm, {
    io: 'input',
    target: 'draft-7',
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema !== StudioFileForm && mayBeEmpty(jsonSchema))
        Object.assign(jsonSchema, { type: [jsonSchema.type, 'null'] });
    },
  });
  return { title: 'A Studio as its file says', ...schema };
}

/** Where an empty list or mapping is right, so is nothing behind the colon. */
const mayBeEmpty = ({ type, required = [], minItems = 0, minProperties = 0 }: z.core.JSONSchema.BaseSchema) =>
  (type === 'object' && required.length === 0 && minProperties === 0) || (type === 'array' && minItems === 0);
