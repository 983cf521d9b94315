import type { App } from '../../protocol/app';
import type { AppCost, Cost, CostDay } from '../../protocol/cost';
import type { Idle } from '../../protocol/idle';
import { hourlyRate, type PriceTable } from './price-table';
import type { RunningHours } from './running-hours';

const hour = 3_600_000;
const day = 24 * hour;

/** What is there to be charged for. */
export interface Charged {
  apps: App[];
  /** Gigabytes of the volumes of one's own spaces, where that is known. */
  gigabytes?: number;
  /** When this app was last active, and when it will stop. */
  verdict?: Idle['verdict'];
  /** Days of running hours, as they were seen. */
  days: RunningHours[];
}

/** What it costs at `now` (milliseconds since 1970), in the table's currency. What has no known price is left out and counted. */
export function costOf(table: PriceTable, charged: Charged, now: number): Cost {
  const apps = charged.apps.map((app) => appCost(table, app, now));
  const billed = charged.apps.filter((app) => app.billed);
  const current = charged.apps.find((app) => app.current && app.billed);
  const rate = current && hourlyRate(table, current.key.appType, current.instanceType);
  const idle = rate === undefined ? undefined : idleCost(rate, charged.verdict, now);
  const { gigabytes } = charged;
  const days = charged.days.map((seen) => costDay(table, seen));
  const date = new Date(now).toISOString().slice(0, 10);
  return {
    source: table.source,
    currency: table.currency,
    apps,
    sum: {
      perHour: sum(apps.flatMap(({ perHour, sinceStart }) => (sinceStart === undefined ? [] : (perHour ?? [])))),
      // As it was seen, like every day: what has been stopped meanwhile has cost what it has.
      today: days.find((one) => one.date === date)?.amount ?? 0,
      unpriced: billed.filter((app) => hourlyRate(table, app.key.appType, app.instanceType) === undefined).length,
    },
    ...(idle && { idle }),
    ...(gigabytes !== undefined && {
      storage: {
        gigabytes,
        ...(table.perGbMonth !== undefined && { perMonth: gigabytes * table.perGbMonth }),
      },
    }),
    days,
  };
}

function appCost(table: PriceTable, app: App, now: number): AppCost {
  const perHour = hourlyRate(table, app.key.appType, app.instanceType);
  if (perHour === undefined) return { key: app.key };
  const since = app.since === undefined ? undefined : Date.parse(app.since);
  if (!app.billed || since === undefined) return { key: app.key, perHour };
  const midnight = Math.floor(now / day) * day;
  const hoursFrom = (from: number) => Math.max(0, now - from) / hour;
  return {
    key: app.key,
    perHour,
    sinceStart: perHour * hoursFrom(since),
    today: perHour * hoursFrom(Math.max(since, midnight)),
  };
}

/** Idle means that nothing that Studio counts has moved; an app whose idle shutdown is off goes on costing. */
function idleCost(perHour: number, verdict: Idle['verdict'] | undefined, now: number): Cost['idle'] {
  if (verdict?.kind !== 'stops') return undefined;
  const since = Date.parse(verdict.idleSince);
  return {
    since: verdict.idleSince,
    soFar: (perHour * Math.max(0, now - since)) / hour,
    untilStopped: (perHour * Math.max(0, Date.parse(verdict.stopsAt) - since)) / hour,
    perDay: perHour * 24,
  };
}

function costDay(table: PriceTable, { date, apps }: RunningHours): CostDay {
  const priced = apps.map(({ appType, instanceType, hours }) => ({
    hours,
    rate: hourlyRate(table, appType, instanceType),
  }));
  return {
    date,
    hours: sum(priced.map(({ hours }) => hours)),
    amount: sum(priced.map(({ hours, rate }) => hours * (rate ?? 0))),
    unpricedHours: sum(priced.map(({ hours, rate }) => (rate === undefined ? hours : 0))),
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
