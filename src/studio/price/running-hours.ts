import * as z from 'zod';
import { AppType, type App } from '../../protocol/app';
import { appId } from '../app-list';

/** The hours that apps ran on one day (UTC), as they were seen. */
export const RunningHours = z.object({
  date: z.iso.date(),
  apps: z.array(
    z.object({
      id: z.string(),
      appType: AppType,
      instanceType: z.string().optional(),
      hours: z.number().nonnegative(),
    }),
  ),
});
export type RunningHours = z.infer<typeof RunningHours>;

/** What has been seen so far: the last days, and the billed apps of the last look with the time it was taken. */
export const SeenHours = z.object({
  days: z.array(RunningHours),
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
const daysKept = 14;

/**
 * Adds what was seen at `now` (milliseconds since 1970). An app that is billed at two looks in a row, with the same start
 * and instance, ran in between; one that is new since the last look has run since its start, but no longer than since
 * that look, in which it was not there. The first look of all counts from each app's start. What ran after the last look
 * is not known, and not counted.
 *
 * `restarted` tells that this process has begun since the last look: this page's own app was then not necessarily running
 * in between, whatever its `CreationTime` says, which a restart within 24 h keeps (fact sheet, section 4).
 */
export function seeHours(seen: SeenHours, apps: App[], now: number, process: 'same' | 'restarted'): SeenHours {
  const billed = apps.filter((app) => app.billed);
  const last = seen.last && seen.last.at <= now ? seen.last : undefined;
  let days = seen.days;
  for (const app of billed) {
    const since = app.since === undefined ? undefined : Date.parse(app.since);
    const before = last?.apps.find(({ id }) => id === appId(app.key));
    const ranOn = before && before.instanceType === app.instanceType && before.since === app.since;
    const own = app.current && process === 'restarted' && last !== undefined;
    const from = own ? now : ranOn && last ? last.at : Math.max(since ?? now, last?.at ?? 0);
    days = add(days, app, from, now);
  }
  const oldest = dateOf(now - (daysKept - 1) * day);
  return {
    days: days.filter(({ date }) => date >= oldest).sort((a, b) => a.date.localeCompare(b.date)),
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

/** Puts an app's hours from one time to another on the days that they fall on. */
function add(days: RunningHours[], app: App, from: number, to: number): RunningHours[] {
  const result = new Map(days.map((known) => [known.date, known.apps]));
  const id = appId(app.key);
  const first = Math.max(from, to - daysKept * day);
  for (let at = first; at < to; at = Math.floor(at / day + 1) * day) {
    const hours = (Math.min(to, Math.floor(at / day + 1) * day) - at) / hour;
    const known = result.get(dateOf(at)) ?? [];
    const same = known.find((one) => one.id === id && one.instanceType === app.instanceType);
    const { appType } = app.key;
    const entry = { id, appType, ...(app.instanceType !== undefined && { instanceType: app.instanceType }) };
    result.set(dateOf(at), [...known.filter((one) => one !== same), { ...entry, hours: (same?.hours ?? 0) + hours }]);
  }
  return [...result].map(([date, list]) => ({ date, apps: list }));
}

const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10);
