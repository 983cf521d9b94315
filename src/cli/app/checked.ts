import * as z from 'zod/mini';
import { UsageError } from '../host';

/** What a command was given, as the agent takes it. Throws a UsageError that says what does not fit. */
export function checked<T extends z.core.$ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; '));
}
