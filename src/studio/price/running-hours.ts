import * as z from 'zod';
import { readableItems } from '../../protocol/readable-items';
import { AppType, type App } from '../../protocol/app';
import { appId } from '../../protocol/app-identity';

/** The hours that apps ran on one day (UTC), as they were seen. */
export const RunningHours = z.object({
  date: z.iso.date(),
  apps: readableItems(
    z.object({
      id: z.string(),
      appType: AppType,
      instanceType: z.string().optional(),
      hours: z.number().nonnegative(),
    }),
  ),
});
export type RunningHours = z.infer<typeof RunningHours>;

/** How much of a day (UTC) somebody looked: apps that began and ended in the rest of it are not known. */
const WatchedHours = z.object({ date: z.iso.date(), hours: z.number().nonnegative() });

/** What has been seen so far: the last days, and the billed apps of the last look with the time it was taken. */
export const SeenHours = z.object({
  days: readableItems(RunningHours),
  /** Absent in what an earlier version kept: of those days it is not known. */
  watched: z.optional(readableItems(WatchedHours)),
  last: z
    .object({
      at: z.number(),
      apps: z.array(z.object({ id: z.string(), instanceType: z.string().optional(), since: z.string().optional() })),
    })
    .optional(),
});
export type SeenHours = z.infer<typeof SeenHours>;

const hour = 3_600_000;
const day = 24 * hour;
const daysShown = 14;
/** The longest month: so much is added by one look at most. */
const daysAdded = 31;
/** Days with an entry. More than a month: a clock that ran ahead for an hour must not cost the days before it. */
const daysKept = 2 * daysAdded;
/** Two looks that are no further apart, in milliseconds, are one watch. */
const longestBlink = hour;

/**
 * Adds what was seen at `now` (milliseconds since 1970). An app that is billed at two looks in a row, with the same start
 * and instance, ran in between; one that is new since the last look has run since its start, but no longer than since
 * that look, in which it was not there. The first look of all counts from each app's start. What ran after the last look
 * is not known, and not counted.
 *
 * `passed` is how many milliseconds ago the last look was, however the clock has been set meanwhile. Absent where this
 * process has begun since: this page's own app was then not necessarily running in between, whatever its `CreationTime`
 * says, which a restart within 24 h keeps (fact sheet, section 4), but for as long as `ownRunsFor` says, if at all, in
 * milliseconds; and the clock alone tells how long ago that look was, which tells nothing where it stands before it.
 */
export function seeHours(seen: SeenHours, apps: App[], now: number, passed?: number, ownRunsFor = 0): SeenHours {
  const billed = apps.filter((app) => app.billed);
  const { last } = seen;
  const lastAt = last && (passed === undefined ? Math.min(last.at, now) : now - passed);
  let days = seen.days;
  for (const app of billed) {
    const since = app.since === undefined ? undefined : Date.parse(app.since);
    const before = last?.apps.find(({ id }) => id === appId(app.key));
    const ranOn = before && before.instanceType === app.instanceType && before.since === app.since;
    const own = app.current && passed === undefined && last !== undefined;
    const from = own
      ? Math.max(now - ownRunsFor, lastAt ?? now)
      : ranOn && lastAt !== undefined
        ? lastAt
        : Math.max(since ?? now, lastAt ?? 0);
    days = add(days, app, from, now);
  }
  return {
    days: lastDays(days),
    ...watchedUntil(seen.watched, now, passed),
    last: {
      at: now,
      apps: billed.map((app) => ({
        id: appId(app.key),
        ...(app.instanceType !== undefined && { instanceType: app.instanceType }),
        ...(app.since !== undefined && { since: app.since }),
      })),
    },
  };
}

/** The last days, as they are shown: none of them is still to come. */
export function shownDays(days: RunningHours[], now: number): RunningHours[] {
  const [oldest, today] = [dateOf(now - (daysShown - 1) * day), dateOf(now)];
  return days.filter(({ date }) => date >= oldest && date <= today);
}

/** What apps of a kind were seen to run on in the last days, the latest first. */
export function recentInstanceTypes(days: RunningHours[], appType: AppType, now: number): string[] {
  const latest = shownDays(days, now).toReversed();
  const types = latest.flatMap(({ apps }) =>
    apps.toReversed().flatMap((app) => (app.appType === appType ? (app.instanceType ?? []) : [])),
  );
  return [...new Set(types)];
}

/** Puts an app's hours from one time to another on the days that they fall on. */
function add(days: RunningHours[], app: App, from: number, to: number): RunningHours[] {
  const result = new Map(days.map((known) => [known.date, known.apps]));
  const id = appId(app.key);
  for (const { date, hours } of hoursByDay(from, to)) {
    const known = result.get(date) ?? [];
    const same = known.find((one) => one.id === id && one.instanceType === app.instanceType);
    const { appType } = app.key;
    const entry = { id, appType, ...(app.instanceType !== undefined && { instanceType: app.instanceType }) };
    result.set(date, [...known.filter((one) => one !== same), { ...entry, hours: (same?.hours ?? 0) + hours }]);
  }
  return [...result].map(([date, list]) => ({ date, apps: list }));
}

/** Adds the time since the last look to what was watched, if that was not long ago. A day has no more than 24 hours. */
function watchedUntil(watched: SeenHours['watched'], now: number, passed: number | undefined) {
  if (passed === undefined || passed > longestBlink) return watched && { watched };
  const result = new Map((watched ?? []).map(({ date, hours }) => [date, hours]));
  for (const { date, hours } of hoursByDay(now - passed, now))
    result.set(date, Math.min(24, (result.get(date) ?? 0) + hours));
  return { watched: lastDays([...result].map(([date, hours]) => ({ date, hours }))) };
}

/** The hours from one time to another, by the days that they fall on: at most a month of them. */
function hoursByDay(from: number, to: number): { date: string; hours: number }[] {
  const result = [];
  for (let at = Math.max(from, to - daysAdded * day); at < to; at = Math.floor(at / day + 1) * day)
    result.push({ date: dateOf(at), hours: (Math.min(to, Math.floor(at / day + 1) * day) - at) / hour });
  return result;
}

const lastDays = <T extends { date: string }>(days: T[]): T[] =>
  days.toSorted((a, b) => a.date.localeCompare(b.date)).slice(-daysKept);

const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10);
