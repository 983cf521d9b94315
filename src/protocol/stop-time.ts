import * as z from 'zod/mini';
import type { Idle } from './idle';
import type { KeepAwake } from './keep-awake';
import type { Section } from './notice';

/** When this app stops, as little as a page needs whose panel is out of sight: `GET api/stop-time`. */
export const StopTime = z.object({
  serverNow: z.iso.datetime(),
  /** Absent: it never stops, or that is not known. */
  stopsAt: z.optional(z.iso.datetime()),
  /** After how many minutes without activity it stops; there with `stopsAt`. */
  idleMinutes: z.optional(z.int().check(z.positive())),
  /** Why it counts as active now. */
  holding: z.optional(z.enum(['work', 'asked'])),
  /** Until when the user asked to keep it awake. */
  awakeUntil: z.optional(z.iso.datetime()),
  /** The longest time that a user can ask for; 0: none. */
  askedHours: z.number().check(z.nonnegative()),
});
export type StopTime = z.infer<typeof StopTime>;

/** What sections tell of when the app stops; `now` is the server's present where they do not. */
export function stopTimeOf(idle: Section<Idle>, keepAwake: Section<KeepAwake>, now: string): StopTime {
  const known = idle.state === 'ready' ? idle.value : undefined;
  const awake = keepAwake.state === 'ready' ? keepAwake.value : undefined;
  const stop: Partial<StopTime> = {};
  if (known?.verdict.kind === 'stops') {
    stop.stopsAt = known.verdict.stopsAt;
    stop.idleMinutes = known.verdict.settings.timeoutMinutes;
  }
  if (awake?.holding) stop.holding = awake.holding;
  if (awake?.asked) stop.awakeUntil = awake.asked.until;
  return { ...stop, serverNow: known?.serverNow ?? now, askedHours: awake?.policy.askedHours ?? 0 };
}
