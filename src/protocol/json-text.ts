import * as z from 'zod';

/** A schema for a text that is JSON of a value of `schema`. What it says of a text that is not JSON does not quote it. */
export const jsonText = <T extends z.ZodType>(schema: T) => z.string().transform(json).pipe(schema);

function json(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('not JSON');
    return z.NEVER;
  }
}
