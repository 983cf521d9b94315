import * as z from 'zod/mini';
import { Message } from './message';

/**
 * One thing that Studio's idle check looks at, and when it last moved. `server-start` is there only while nothing
 * else has moved yet: the check then counts from about the time the server started.
 */
export const ActivitySource = z.object({
  kind: z.enum(['kernel', 'terminal', 'last-active-file', 'server-start']),
  /** The notebook's path, the terminal's name, or the file's path. */
  name: z.string(),
  /** The id by which the Jupyter server shuts it down: of a kernel's session, or the terminal's name. */
  id: z.optional(z.string()),
  /** ISO 8601; absent: never seen to move. */
  lastActivity: z.optional(z.iso.datetime()),
  /** The kernel computes right now. Studio's check does not look at this. */
  busy: z.optional(z.boolean()),
});
export type ActivitySource = z.infer<typeof ActivitySource>;

/** Where a setting was decided. */
export const SettingLevel = z.enum(['domain', 'user-profile', 'space']);
export type SettingLevel = z.infer<typeof SettingLevel>;

/** Idle shutdown is off. Only a domain or a user profile can say so: a space states a time alone, and can't switch it on. */
export const IdleShutdownOff = z.object({ lifecycleManagement: z.literal('DISABLED'), decidedBy: SettingLevel });
export type IdleShutdownOff = z.infer<typeof IdleShutdownOff>;

/** Idle shutdown is on: after how many minutes, and between which a space may choose. */
export const IdleShutdownOn = z.object({
  lifecycleManagement: z.literal('ENABLED'),
  timeoutMinutes: z.int().check(z.positive()),
  decidedBy: SettingLevel,
  minMinutes: z.optional(z.int().check(z.positive())),
  maxMinutes: z.optional(z.int().check(z.positive())),
});
export type IdleShutdownOn = z.infer<typeof IdleShutdownOn>;

/** The idle settings in force, with the level that decided. */
export const IdleSettings = z.discriminatedUnion('lifecycleManagement', [IdleShutdownOff, IdleShutdownOn]);
export type IdleSettings = z.infer<typeof IdleSettings>;

/** What one level states of its own, in minutes; absent: it says nothing of that. */
export const StatedLimits = z.object({
  level: SettingLevel,
  lifecycleManagement: z.optional(z.enum(['ENABLED', 'DISABLED'])),
  idleMinutes: z.optional(z.int().check(z.positive())),
  minMinutes: z.optional(z.int().check(z.positive())),
  maxMinutes: z.optional(z.int().check(z.positive())),
});
export type StatedLimits = z.infer<typeof StatedLimits>;

/**
 * When the app will stop, and what decides it. The countdown is `stopsAt` less the reader's clock;
 * `serverNow` lets a browser whose clock is off correct for it.
 */
export const Idle = z.object({
  serverNow: z.iso.datetime(),
  activity: z.array(ActivitySource),
  /** What domain, user profile and space each state; a level that takes no part or is not known is absent. */
  limits: z.array(StatedLimits),
  verdict: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('stops'),
      stopsAt: z.iso.datetime(),
      idleSince: z.iso.datetime(),
      settings: IdleShutdownOn,
    }),
    z.object({ kind: z.literal('never'), settings: IdleShutdownOff }),
    z.object({ kind: z.literal('unknown'), reason: Message }),
  ]),
});
export type Idle = z.infer<typeof Idle>;
