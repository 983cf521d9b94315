import type { App, AppKey } from '../../protocol/app';
import { appId } from '../../protocol/app-identity';
import type { AppMonth, MonthCost } from '../../protocol/month-cost';
import { hourlyRate, type PriceTable } from './price-table';
import type { SeenHours } from './running-hours';

const hour = 3_600_000;

/** What else is known of now. */
export interface MonthFacts {
  /** Apps that are listed now: they tell how their names are written. */
  apps: App[];
  /** Gigabytes of the volumes of one's own spaces, where that is known. */
  gigabytes?: number;
}

/** What the month of `now` (milliseconds since 1970) has cost so far, of what was seen. */
export function monthCost(
  table: PriceTable,
  { days, watched = [] }: Pick<SeenHours, 'days' | 'watched'>,
  { apps: listed, gigabytes }: MonthFacts,
  now: number,
): MonthCost {
  const at = new Date(now);
  const today = at.toISOString().slice(0, 10);
  const month = today.slice(0, 7);
  const ofMonth = ({ date }: { date: string }) => date.startsWith(month) && date <= today;
  const monthAt = (later: number) => Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + later);
  const [begin, end] = [monthAt(0), monthAt(1)];
  const hoursSoFar = (now - begin) / hour;
  const byApp = new Map<string, AppMonth>();
  for (const { appType, hours, id, instanceType } of days.filter(ofMonth).flatMap(({ apps }) => apps)) {
    const owner = listed.find(({ key }) => appId(key) === id)?.key.owner ?? ownerOf(id);
    const rate = hourlyRate(table, appType, instanceType);
    const before = byApp.get(id) ?? { owner, appType, instanceTypes: [], hours: 0, amount: 0, unpricedHours: 0 };
    byApp.set(id, {
      ...before,
      instanceTypes: [...new Set([...before.instanceTypes, ...(instanceType === undefined ? [] : [instanceType])])],
      hours: before.hours + hours,
      amount: before.amount + hours * (rate ?? 0),
      unpricedHours: before.unpricedHours + (rate === undefined ? hours : 0),
    });
  }
  const apps = [...byApp.values()].toSorted((a, b) => b.amount - a.amount || b.hours - a.hours);
  const perMonth = gigabytes === undefined || table.perGbMonth === undefined ? undefined : gigabytes * table.perGbMonth;
  return {
    month,
    source: table.source,
    currency: table.currency,
    apps,
    hours: sum(apps.map(({ hours }) => hours)),
    amount: sum(apps.map(({ amount }) => amount)),
    unpricedHours: sum(apps.map(({ unpricedHours }) => unpricedHours)),
    ...(gigabytes !== undefined && {
      storage: { gigabytes, ...(perMonth !== undefined && { amount: (perMonth * (now - begin)) / (end - begin) }) },
    }),
    hoursSoFar,
    hoursWatched: Math.min(hoursSoFar, sum(watched.filter(ofMonth).map(({ hours }) => hours))),
  };
}

/** Whose app it was, by the string that `appId` made of its key. */
function ownerOf(id: string): AppKey['owner'] {
  const [kind, name = ''] = id.split('/');
  return kind === 'space' ? { kind, spaceName: name } : { kind: 'user-profile', userProfileName: name };
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
