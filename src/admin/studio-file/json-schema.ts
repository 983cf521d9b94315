import * as z from 'zod';
import { StudioFileForm } from './studio-file-form';

/** The form of a Studio file as a JSON Schema, by which editors complete and check it. */
export const studioFileJsonSchema = () => ({
  title: 'A Studio as its file says',
  ...z.toJSONSchema(StudioFileForm, { io: 'input', target: 'draft-7', unrepresentable: 'any', reused: 'inline' }),
});
