import * as z from 'zod';
import { SeedForm } from './form';

/**
 * The form of a seed as a JSON Schema, by which editors complete and check it. What only reading can decide, such as
 * that a space's owner exists, is not in it.
 */
export const seedJsonSchema = () =>
  z.toJSONSchema(SeedForm, { io: 'input', target: 'draft-7', unrepresentable: 'any', reused: 'inline' });
