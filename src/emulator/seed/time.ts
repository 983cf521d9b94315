import * as z from 'zod';

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const isUnit = (text: string | undefined): text is keyof typeof UNITS => text !== undefined && text in UNITS;

/** What a seed's durations look like: `90s`, `5m`, `24h`, `7d`. */
export const DURATION = /^(\d+(?:\.\d+)?)([smhd])$/;
/** What a seed's times look like: `3h ago`, `now`, or a date and time of ISO 8601. */
export const TIME = /^(?:now|\d+(?:\.\d+)?[smhd] ago|\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?)$/;

/** Milliseconds of a duration that has the form `DURATION`. */
export function milliseconds(duration: string): number {
  const [, count, unit] = DURATION.exec(duration) ?? [];
  if (!isUnit(unit)) throw new Error(`not a duration: ${duration}`);
  return Number(count) * UNITS[unit];
}

/** Epoch milliseconds of a time that has the form `TIME`. */
export function moment(time: string, now: number): number {
  if (time === 'now') return now;
  return time.endsWith(' ago') ? now - milliseconds(time.slice(0, -' ago'.length)) : Date.parse(time);
}

/** A point in time, as a seed says it. */
export const Time = z
  .string()
  .regex(TIME, 'a time is "now", a time ago such as "3h ago", or a date such as 2026-01-31 or 2026-01-31T12:00:00Z')
  .refine(
    (text) => !/^\d/.test(text) || text.endsWith('ago') || !Number.isNaN(Date.parse(text)),
    'there is no such date',
  );

/** How long something takes, as a seed says it. */
export const Duration = z.string().regex(DURATION, 'a duration is e.g. "90s", "5m", "24h" or "7d"');
