import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { Failure } from '../../protocol/failure';
import { Refusal } from '../refusal';

/** What does not fit the schema is not sent: the other side would refuse it too, and say less. */
export function answer<T extends z.core.$ZodType>(
  c: Context,
  status: 200 | 202,
  schema: T,
  value: z.input<T>,
): Response {
  return c.json(z.parse(schema, value), status);
}

export function failure(c: Context, { status, code, notice }: Refusal): Response {
  const told: Failure = { failure: { code, notice } };
  return c.json(told, status);
}

/** What was sent; a `Refusal` where it is not JSON or does not fit. */
export async function body<T extends z.core.$ZodType>(c: Context, schema: T): Promise<z.infer<T>> {
  const text = await c.req.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest('the body is not JSON');
  }
  return checked(schema, value, 'the body');
}

/** What a parameter of the address says; a `Refusal` where it does not fit. */
export function parameter<T extends z.core.$ZodType>(c: Context, schema: T, name: string): z.infer<T> {
  return checked(schema, c.req.query(name), name);
}

export const badRequest = (why: string) =>
  new Refusal(400, 'bad-request', { code: 'failed', message: `The request was not understood: ${why}.` });

function checked<T extends z.core.$ZodType>(schema: T, value: unknown, what: string): z.infer<T> {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) =>
    path.length > 0 ? `${path.join('.')}: ${message}` : message,
  );
  throw badRequest(`${what} does not fit: ${problems.join('; ')}`);
}
