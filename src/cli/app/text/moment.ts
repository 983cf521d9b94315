import { duration } from './duration';

/** Whose clock it is read by: the time now, in milliseconds since 1970, and the time zone, if not the machine's. */
export interface Clock {
  now: number;
  timeZone?: string;
}

/** The time of day, `17:48`; with the date where that is not today, `23 Nov 17:48`. */
export function clockTime(iso: string, { now, timeZone }: Clock): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const hours = { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const date = (at: Date) => at.toLocaleDateString('en-GB', { ...zone, day: 'numeric', month: 'short' });
  const at = new Date(iso);
  const time = at.toLocaleTimeString('en-GB', hours);
  return date(at) === date(new Date(now)) ? time : `${date(at)} ${time}`;
}

/** A moment that is over: `17:48 (12 min ago)`. */
export const ago = (iso: string, clock: Clock) =>
  `${clockTime(iso, clock)} (${duration(clock.now - Date.parse(iso))} ago)`;
