import { UsageError } from '../host';

/** The file that a command is about. */
export const fileOption = {
  type: 'positional',
  required: false,
  default: 'studio.yaml',
  description: 'the Studio file',
  valueHint: 'FILE',
} as const;

/** Options of the commands that plan. */
export const planningOptions = {
  only: {
    type: 'string',
    description: 'only these: domains, user-profiles, spaces, lifecycle-configurations, app-image-configs, guardrails',
    valueHint: 'KIND,…',
  },
  adopt: { type: 'boolean', description: 'take over what exists and was made by no file' },
  'stop-apps': { type: 'boolean', description: 'stop apps where a change needs that, and start them again' },
  delete: {
    type: 'string',
    description: 'delete this, which is no longer in the file; may be given several times',
    valueHint: 'NAME …',
  },
} as const;

/** The values of an option that may be given several times. */
export const namesGiven = (words: readonly string[], option: string): string[] =>
  words.flatMap((word, at) => {
    if (word.startsWith(`--${option}=`)) return [word.slice(`--${option}=`.length)];
    return word === `--${option}` ? [words[at + 1] ?? ''] : [];
  });

/** Throws a UsageError where one of these options was given, which would do nothing; `why` is the beginning of a sentence. */
export function requireNone(words: readonly string[], options: readonly string[], why: string): void {
  const given = options.find((option) =>
    words.some((word) => word === `--${option}` || word.startsWith(`--${option}=`)),
  );
  if (given !== undefined) throw new UsageError(`${why} takes no --${given}`);
}

/** What `planningOptions` were given; each `--delete` stands in the command's words. */
export interface PlanningGiven {
  only?: string | undefined;
  adopt?: boolean | undefined;
  'stop-apps'?: boolean | undefined;
}
