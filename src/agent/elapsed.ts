import type { Runtime } from './configuration';

/** What tells the time of day, and how much time has passed: the second goes on evenly however the first is set. */
export type Clock = Pick<Runtime, 'now' | 'uptime'>;

/** Milliseconds since the machine started. Pauses and limits go by it, since clocks are set: by NTP, by a user, by a bug. */
export const elapsed = ({ uptime }: Pick<Runtime, 'uptime'>): number => uptime() * 1_000;

/** A moment, by the clock and by what had passed then. */
export interface Noted {
  /** Milliseconds since 1970. */
  at: number;
  passed: number;
}

export const noted = (clock: Clock): Noted => ({ at: clock.now().getTime(), passed: elapsed(clock) });

/**
 * When that was, by the clock as it is set now: milliseconds since 1970. Exactly as it was noted as long as the clock has not
 * been set, so that the same moment is told in the same words.
 */
export function momentOf({ at, passed }: Noted, clock: Clock): number {
  const off = clock.now().getTime() - at - (elapsed(clock) - passed);
  return Math.abs(off) < tolerance ? at : Math.round(at + off);
}

/** Milliseconds: the two are not read at quite the same moment, and NTP slews a clock by a little. */
const tolerance = 2_000;
