import type { z } from 'zod';
import { UsageError } from '../host';

/** What a command was given, as the agent takes it. Throws a UsageError that says what does not fit. */
export function checked<T extends z.ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; '));
}
