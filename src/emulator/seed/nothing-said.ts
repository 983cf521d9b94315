import type * as z from 'zod';
import { SeedForm } from './form';

/**
 * Reads what a seed says. A list or a mapping with nothing behind its colon is an empty one, as in a Studio file: so it stands
 * in a file that somebody is writing, and the form knows where one is wanted.
 */
export function formOfSeed(value: unknown): z.ZodSafeParseResult<SeedForm> {
  const form = SeedForm.safeParse(value, { reportInput: true });
  const empty = form.success ? [] : form.error.issues.filter((issue) => fill(value, issue));
  return empty.length > 0 ? formOfSeed(value) : form;
}

/** Makes what an issue is about an empty list or mapping, where that is what is wanted and nothing is said. */
function fill(value: unknown, issue: z.core.$ZodIssue): boolean {
  const last = issue.path.at(-1);
  if (issue.code !== 'invalid_type' || issue.input !== null || last === undefined) return false;
  if (!['array', 'object', 'record'].includes(issue.expected)) return false;
  let holder = value;
  for (const step of issue.path.slice(0, -1)) holder = inside(holder) ? Reflect.get(holder, step) : undefined;
  return inside(holder) && Reflect.set(holder, last, issue.expected === 'array' ? [] : {});
}

const inside = (value: unknown): value is object => typeof value === 'object' && value !== null;
