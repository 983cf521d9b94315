import { z } from 'zod';

/** The largest configs and indexes of real images have some thousand; a schema that fails tells of each. */
const mostValues = 100_000;

/**
 * The bytes of a manifest, index or config as JSON. Throws where they are none, or so many values that what a schema
 * has to say of them would fill the memory.
 */
export function parseJson(bytes: Uint8Array): unknown {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8'));
  } catch (error) {
    throw new Error(`it is not JSON: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  const todo: unknown[] = [value];
  for (let count = 0; todo.length > 0; count += 1) {
    if (count + todo.length > mostValues) throw new Error(`it holds more than ${mostValues} values`);
    const next = todo.pop();
    if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) todo.push(inner);
  }
  return value;
}

const problemsTold = 3;

/** What went wrong, in one line: of a schema, the first few things that it found. */
export function reason(error: unknown): string {
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error);
  const first = new z.ZodError(error.issues.slice(0, problemsTold));
  return z
    .prettifyError(first)
    .replaceAll(/\s*\n\s*/g, ' ')
    .slice(0, 500);
}
