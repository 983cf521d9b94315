import type { App } from '../../../src/protocol/app';
import { monthCost } from '../../../src/studio/price/month-cost';
import { priceRow } from '../../../src/studio/price/price-document';
import { priceTable } from '../../../src/studio/price/price-table';
import { seeHours, type SeenHours } from '../../../src/studio/price/running-hours';
import { priceDocument } from './price-document';

const hour = 3_600_000;
const iso = (time: number) => new Date(time).toISOString();
const at = (text: string) => Date.parse(text);
const app = (spaceName: string, part: Partial<App> = {}): App => ({
  key: { appType: 'JupyterLab', appName: 'default', owner: { kind: 'space', spaceName } },
  status: 'InService',
  instanceType: 'ml.m5.large',
  current: false,
  billed: true,
  classic: false,
  ...part,
});
const rows = [
  priceDocument('USE1-Studio:JupyterLab-ml.m5.large', '0.1'),
  priceDocument('USE1-Studio:JupyterLab-ml.m5.xlarge', '0.2'),
  priceDocument('USE1-Studio:VolumeUsage.gp3', '0.2', 'GB-Month'),
].flatMap((document) => priceRow(document) ?? []);
const table = priceTable('us-east-1', '2026-11-24', rows);
const nothing: SeenHours = { days: [] };

/** What was seen by looking at the same apps every so many hours. */
function watched(apps: App[], from: number, to: number, every: number): SeenHours {
  let seen = seeHours(nothing, apps, from);
  for (let time = from + every; time <= to; time += every) seen = seeHours(seen, apps, time, every);
  return seen;
}

test('is the sum by app of all 31 days, whatever it ran on, the dearest first; names are written as they are listed', () => {
  const [from, to] = [at('2026-10-01T00:00:00Z'), at('2026-10-31T23:00:00Z')];
  const small = [app('Small', { since: iso(from) })];
  let seen = watched([...small, app('big', { since: iso(from) })], from, to - 24 * hour, hour);
  const grown = app('big', { since: iso(to - 24 * hour), instanceType: 'ml.m5.xlarge' });
  for (let time = to - 23 * hour; time <= to; time += hour) seen = seeHours(seen, [...small, grown], time, hour);
  const cost = monthCost(table, seen, { apps: [...small, grown], gigabytes: 50 }, to);
  const hours = (to - from) / hour;
  expect(cost.apps).toEqual([
    expect.objectContaining({
      owner: { kind: 'space', spaceName: 'big' },
      instanceTypes: ['ml.m5.large', 'ml.m5.xlarge'],
      hours: expect.closeTo(hours),
      amount: expect.closeTo((hours - 24) * 0.1 + 24 * 0.2),
    }),
    expect.objectContaining({ owner: { kind: 'space', spaceName: 'Small' }, amount: expect.closeTo(hours * 0.1) }),
  ]);
  expect(cost).toMatchObject({ month: '2026-10', hours: expect.closeTo(2 * hours), unpricedHours: 0 });
  expect(cost.hoursWatched).toBeCloseTo(cost.hoursSoFar);
  expect(cost.storage).toEqual({ gigabytes: 50, amount: expect.closeTo(10 * (hours / 744)) });
});

test('the last month is not in it, nor a day that a clock that ran ahead has seen', () => {
  const seen = watched(
    [app('a', { since: iso(at('2026-10-31T20:00:00Z')) })],
    at('2026-10-31T20:00:00Z'),
    at('2026-11-02T03:00:00Z'),
    hour,
  );
  const { apps, hours } = monthCost(table, seen, { apps: [] }, at('2026-11-01T02:00:00Z'));
  expect(hours).toBe(24);
  // It is not listed any more: its name is known as it was kept.
  expect(apps.map(({ owner }) => owner)).toEqual([{ kind: 'space', spaceName: 'a' }]);
});

test('hours in which nobody looked are told of: apps may have come and gone', () => {
  const [evening, morning] = [at('2026-11-10T18:00:00Z'), at('2026-11-11T08:00:00Z')];
  const before = watched([app('a', { since: iso(evening) })], evening, evening + 2 * hour, hour);
  const after = seeHours(before, [app('a', { since: iso(evening) })], morning, 12 * hour);
  const cost = monthCost(table, after, { apps: [] }, morning);
  expect(cost).toMatchObject({ hours: 14, hoursWatched: 2, hoursSoFar: 10 * 24 + 8 });
});

test('what an earlier version kept was not watched, as far as is known', () => {
  const old: SeenHours = {
    days: [{ date: '2026-11-03', apps: [{ id: 'space/a/jupyterlab/default', appType: 'JupyterLab', hours: 2 }] }],
  };
  const cost = monthCost(table, old, { apps: [] }, at('2026-11-04T00:00:00Z'));
  expect(cost).toMatchObject({ hours: 2, unpricedHours: 2, amount: 0, hoursWatched: 0 });
  expect(cost.storage).toBeUndefined();
});

test('an unknown price is never zero: its hours are counted, and storage has no amount', () => {
  const seen = watched(
    [app('a', { instanceType: 'ml.new.large', since: iso(at('2026-11-03T00:00:00Z')) })],
    at('2026-11-03T01:00:00Z'),
    at('2026-11-03T02:00:00Z'),
    hour,
  );
  const bare = priceTable(
    'us-east-1',
    '2026-11-24',
    rows.filter(({ of }) => of !== 'volume'),
  );
  const cost = monthCost(bare, seen, { apps: [], gigabytes: 5 }, at('2026-11-03T02:00:00Z'));
  expect(cost).toMatchObject({ hours: 2, unpricedHours: 2, amount: 0, storage: { gigabytes: 5 } });
  expect(cost.storage).not.toHaveProperty('amount');
});

test('this app ran at least as long as its server, though studiolo was started again in between', () => {
  const start = at('2026-11-10T08:00:00Z');
  const own = [app('a', { current: true, since: iso(start - 3 * hour) })];
  const seen = seeHours(nothing, own, start);
  const hoursLater = (serverHours: number) =>
    monthCost(
      table,
      seeHours(seen, own, start + 6 * hour, undefined, serverHours * hour),
      { apps: [] },
      start + 6 * hour,
    ).hours;
  expect([0, 2, 6, 9].map(hoursLater)).toEqual([3, 5, 9, 9]);
});
