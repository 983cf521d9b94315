import * as z from 'zod';

/**
 * One thing that Studio's idle check looks at, and when it last moved. `server-start` is there only while nothing
 * else has moved yet: the check then counts from about the time the server started.
 */
export const ActivitySource = z.object({
  kind: z.enum(['kernel', 'terminal', 'last-active-file', 'server-start']),
  /** The notebook's path, the terminal's name, or the file's path. */
  name: z.string(),
  /** The id by which the Jupyter server shuts it down: of a kernel's session, or the terminal's name. */
  id: z.string().optional(),
  /** ISO 8601; absent: never seen to move. */
  lastActivity: z.iso.datetime().optional(),
  /** The kernel computes right now. Studio's check does not look at this. */
  busy: z.boolean().optional(),
});
export type ActivitySource = z.infer<typeof ActivitySource>;

/** Where a setting was decided. */
export const SettingLevel = z.enum(['domain', 'user-profile', 'space']);
export type SettingLevel = z.infer<typeof SettingLevel>;

/** The idle settings in force, in minutes, with the level that decided each. */
export const IdleSettings = z.discriminatedUnion('lifecycleManagement', [
  z.object({ lifecycleManagement: z.literal('DISABLED'), decidedBy: SettingLevel }),
  z.object({
    lifecycleManagement: z.literal('ENABLED'),
    timeoutMinutes: z.number().int().positive(),
    decidedBy: SettingLevel,
    minMinutes: z.number().int().positive().optional(),
    maxMinutes: z.number().int().positive().optional(),
  }),
]);
export type IdleSettings = z.infer<typeof IdleSettings>;

/** What one level states of its own, in minutes; absent: it says nothing of that. */
export const StatedLimits = z.object({
  level: SettingLevel,
  lifecycleManagement: z.enum(['ENABLED', 'DISABLED']).optional(),
  idleMinutes: z.number().int().positive().optional(),
  minMinutes: z.number().int().positive().optional(),
  maxMinutes: z.number().int().positive().optional(),
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
  limits: z.array(StatedLimits).optional(),
  verdict: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('stops'),
      stopsAt: z.iso.datetime(),
      idleSince: z.iso.datetime(),
      settings: IdleSettings,
    }),
    z.object({ kind: z.literal('never'), settings: IdleSettings }),
    z.object({ kind: z.literal('unknown'), reason: z.string() }),
  ]),
});
export type Idle = z.infer<typeof Idle>;
