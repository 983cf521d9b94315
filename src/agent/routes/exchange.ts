import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { Failure } from '../../protocol/failure';
import { ruleBroken } from '../../protocol/rule';
import { Refusal } from '../refusal';
import { say, type Value } from '../../protocol/message';

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
    throw badRequest(say('body-not-json'));
  }
  return checked(schema, value);
}

/** What a parameter of the address says; a `Refusal` where it does not fit. */
export function parameter<T extends z.core.$ZodType>(c: Context, schema: T, name: string): z.infer<T> {
  return checked(schema, c.req.query(name), name);
}

export const badRequest = (why: Value) =>
  new Refusal(400, 'bad-request', { code: 'failed', message: say('not-understood', { why }) });

function checked<T extends z.core.$ZodType>(schema: T, value: unknown, parameter?: string): z.infer<T> {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const why = ruleBroken(message) ?? message;
    return path.length > 0 ? say('wrong-at', { where: path.join('.'), why }) : why;
  });
  throw badRequest(parameter === undefined ? problems : say('does-not-fit', { what: parameter, problems }));
}
