import type * as z from 'zod';
import type { Path } from './path';

interface Mistake {
  path: Path;
  /** Whether the value is wrong, or the word before it. */
  part?: 'word';
  message: string;
}

/** The form's types in the words of YAML. */
const NOUNS: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** What a finding of the form says, and where: an unknown word is where it stands, not where it is unknown. */
export function mistakesOf(issue: z.core.$ZodIssue): Mistake[] {
  const { path, input, message } = issue;
  switch (issue.code) {
    case 'unrecognized_keys': {
      const messages = message.split('\n');
      return issue.keys.map((key, at) => ({ path: [...path, key], part: 'word', message: messages[at] ?? '' }));
    }
    case 'invalid_key':
      return issue.issues.map((found) => ({ path, message: found.message }));
    case 'invalid_type':
      return [
        {
          path,
          message: `${input === undefined ? 'missing' : shown(input)}: must be ${NOUNS[issue.expected] ?? issue.expected}`,
        },
      ];
    default:
      return [
        { path, message: isLarge(input) ? message : `${input === undefined ? 'missing' : shown(input)}: ${message}` },
      ];
  }
}

const shown = (value: unknown) => JSON.stringify(value);
const isLarge = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length > 0;
