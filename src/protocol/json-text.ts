import * as z from 'zod/mini';

/** A schema for a text that is JSON of a value of `schema`. What it says of a text that is not JSON does not quote it. */
export const jsonText = <T extends z.core.$ZodType>(schema: T) => z.pipe(z.pipe(z.string(), z.transform(json)), schema);

function json(text: string, context: z.core.ParsePayload): unknown {
  try {
    return JSON.parse(text);
  } catch {
    context.issues.push({ code: 'custom', message: 'not JSON', input: text });
    return z.NEVER;
  }
}
