import * as z from 'zod/mini';
import { Message } from './message';

/** What an administrator allows; a user can ask for less, never for more. */
export const KeepAwakePolicy = z.object({
  /** Work that is going on keeps the app awake by itself: for at most so many hours without a break; 0 is off. */
  workHours: z.number().check(z.nonnegative()),
  /** The longest time that a user can ask for; 0 is off. */
  askedHours: z.number().check(z.nonnegative()),
  /** `administrator` where a file says so, `default` where there is none. */
  setBy: z.enum(['administrator', 'default']),
});
export type KeepAwakePolicy = z.infer<typeof KeepAwakePolicy>;

/** Work that is going on in this app and that Studio's idle check may not see. */
export const Work = z.object({
  kind: z.enum(['kernel', 'terminal', 'process', 'gpu']),
  /** The notebook's path, the terminal's name, the command of a process. */
  name: z.string(),
  /** Since when it has been noticed without a break. */
  since: z.iso.datetime(),
});
export type Work = z.infer<typeof Work>;

/** What happened, oldest first, as the log on the home volume keeps it. */
export const KeepAwakeEvent = z.object({
  at: z.iso.datetime(),
  kind: z.enum(['asked', 'released', 'ran-out', 'work-began', 'work-ended', 'limit-reached', 'failed']),
  message: Message,
});
export type KeepAwakeEvent = z.infer<typeof KeepAwakeEvent>;

/** What keeps this app awake, and what may: `GET api/keep-awake`, and a section of the snapshot. */
export const KeepAwake = z.object({
  policy: KeepAwakePolicy,
  work: z.array(Work),
  /** What a user asked for and has not run out. */
  asked: z.optional(z.object({ at: z.iso.datetime(), until: z.iso.datetime(), reason: z.optional(z.string()) })),
  /** Why the app counts as active now; absent: nothing keeps it awake. */
  holding: z.optional(z.enum(['work', 'asked'])),
  /** The last few. */
  events: z.array(KeepAwakeEvent),
});
export type KeepAwake = z.infer<typeof KeepAwake>;

/** `POST api/keep-awake/ask` → 200 `KeepAwake`; refused (403) where the policy does not allow so long. */
export const AskKeepAwake = z.object({
  minutes: z.int().check(z.positive(), z.maximum(525_600)),
  reason: z.optional(z.string().check(z.maxLength(200))),
});
export type AskKeepAwake = z.infer<typeof AskKeepAwake>;
