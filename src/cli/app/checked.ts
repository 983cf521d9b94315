import * as z from 'zod/mini';
import { ruleBroken } from '../../protocol/rule';
import { english } from '../../protocol/worded';
import { UsageError } from '../host';

// `zod/mini` brings no words.
z.config(z.locales.en());

/** What a command was given, as the agent takes it. Throws a UsageError that says what does not fit. */
export function checked<T extends z.core.$ZodType>(schema: T, value: unknown): z.infer<T> {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => {
    const rule = ruleBroken(message);
    return [...path, rule ? english(rule) : message].join(': ');
  });
  throw new UsageError(problems.join('; '));
}
