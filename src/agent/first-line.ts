import { once } from 'node:events';
import type { Interface } from 'node:readline';
import * as z from 'zod/mini';
import { jsonText } from '../protocol/json-text';

/** The line on stdin that says what to do, as JSON. Rejects where none comes, or it does not fit. */
export async function firstLine<T extends z.core.$ZodType>(input: Interface, schema: T): Promise<z.infer<T>> {
  const line: unknown = await Promise.race([
    once(input, 'line').then(([text]) => text),
    once(input, 'close').then(() => undefined),
  ]);
  if (typeof line !== 'string') throw new Error('stdin ended before the line that says where to listen');
  const parsed = jsonText(schema).safeParse(line);
  // The messages tell members, never values: the token is among them.
  if (!parsed.success) throw new Error(`the line on stdin does not fit: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
