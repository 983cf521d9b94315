import * as z from 'zod/mini';
import { Message } from './message';

/**
 * Why a part of the picture is missing, and what the person who looks at it can do.
 *
 * `permission` carries the IAM action to allow; `uncertain` says that what is shown rests on an assumption;
 * `credentials` that a Git server wants some;
 * the others say what happened and what to do.
 */
export const Notice = z.object({
  code: z.enum([
    'permission',
    'throttled',
    'unreachable',
    'not-in-studio',
    'not-found',
    'uncertain',
    'credentials',
    'failed',
  ]),
  /** One sentence: what is missing, and why. */
  message: Message,
  /** What the reader can do about it. */
  remedy: z.optional(Message),
  /** The IAM action to allow, e.g. `sagemaker:ListSpaces`; only with `permission`. */
  action: z.optional(z.string()),
});
export type Notice = z.infer<typeof Notice>;

/**
 * One section's answer. Each source degrades on its own: `ready` with notices is a partial answer,
 * `missing` is none at all. `learntAt` is when the value was learnt (ISO 8601), which may be a while
 * before it was asked for: sources are cached to be frugal with an API that a whole account shares.
 */
export const section = <T extends z.core.$ZodType>(value: T) =>
  z.discriminatedUnion('state', [
    z.object({ state: z.literal('ready'), value, learntAt: z.iso.datetime(), notices: z.array(Notice) }),
    z.object({ state: z.literal('missing'), notices: z.array(Notice).check(z.minLength(1)) }),
  ]);

/** The type that `section` checks. */
export type Section<T> =
  { state: 'ready'; value: T; learntAt: string; notices: Notice[] } | { state: 'missing'; notices: Notice[] };
