import fc from 'fast-check';
import type { App } from '../../../src/protocol/app';
import { costOf } from '../../../src/studio/price/cost';
import { priceRow } from '../../../src/studio/price/price-document';
import { priceTable } from '../../../src/studio/price/price-table';
import { seeHours, shownDays, type SeenHours } from '../../../src/studio/price/running-hours';
import { priceDocument } from './price-document';

const hour = 3_600_000;
const noon = Date.parse('2026-11-24T12:00:00Z');
const iso = (time: number) => new Date(time).toISOString();
const app = (spaceName: string, part: Partial<App> = {}): App => ({
  key: { appType: 'JupyterLab', appName: 'default', owner: { kind: 'space', spaceName } },
  status: 'InService',
  instanceType: 'ml.m5.large',
  since: iso(noon - 3 * hour),
  current: false,
  billed: true,
  classic: false,
  ...part,
});
const documents = [
  priceDocument('USE1-Studio:JupyterLab-ml.m5.large', '0.1'),
  priceDocument('USE1-Studio:VolumeUsage.gp3', '0.2', 'GB-Month'),
];
const table = priceTable(
  'us-east-1',
  '2026-11-24',
  documents.flatMap((document) => priceRow(document) ?? []),
);
const nothing: SeenHours = { days: [] };
const hoursOf = ({ days }: SeenHours) =>
  Object.fromEntries(days.map(({ date, apps }) => [date, apps.reduce((sum, one) => sum + one.hours, 0)]));

describe('cost', () => {
  test('since the start, today, and of storage; what is stopped costs nothing more', () => {
    const yesterday = app('old', { since: iso(noon - 36 * hour) });
    const failed = app('failed', { status: 'Failed', billed: false });
    const apps = [app('new'), yesterday, failed];
    const { days } = seeHours(nothing, apps, noon);
    const cost = costOf(table, { apps, gigabytes: 120, days }, noon);
    expect(cost.apps.map(({ sinceStart, today }) => [sinceStart, today])).toEqual([
      [expect.closeTo(0.3), expect.closeTo(0.3)],
      [expect.closeTo(3.6), expect.closeTo(1.2)],
      [undefined, undefined],
    ]);
    expect(cost.sum).toEqual({ perHour: 0.2, today: expect.closeTo(1.5), unpriced: 0 });
    expect(cost.storage).toEqual({ gigabytes: 120, perMonth: 24 });
  });

  test('today is the sum of the day as seen, and stopping an app never makes it smaller', () => {
    const [one, other] = [app('one', { since: iso(noon - 2 * hour) }), app('other', { since: iso(noon - 3 * hour) })];
    let seen = seeHours(nothing, [one, other], noon);
    const before = costOf(table, { apps: [one, other], days: seen.days }, noon);
    seen = seeHours(seen, [one], noon + hour, hour);
    const after = costOf(table, { apps: [one], days: seen.days }, noon + hour);
    seen = seeHours(seen, [], noon + 2 * hour, hour);
    const last = costOf(table, { apps: [], days: seen.days }, noon + 2 * hour);
    expect(before.sum.today).toBeCloseTo(0.5);
    expect(after.sum.today).toBeCloseTo(0.6);
    expect(last.sum.today).toBeCloseTo(0.6);
    // The chart's last bar is the same day.
    expect(after.days.at(-1)?.amount).toBe(after.sum.today);
  });

  test('an unknown price is left out of the sum and counted, never zero', () => {
    const strange = app('strange', { instanceType: 'ml.g6.xlarge' });
    const cost = costOf(table, { apps: [app('known'), strange], days: [] }, noon);
    expect(cost.apps[1]).toEqual({ key: strange.key });
    expect(cost.sum).toMatchObject({ perHour: 0.1, unpriced: 1 });
    expect(cost.storage).toBeUndefined();
  });

  test('idling costs from the last activity until it stops', () => {
    const verdict = {
      kind: 'stops',
      idleSince: iso(noon - hour),
      stopsAt: iso(noon + hour),
      settings: { lifecycleManagement: 'ENABLED', timeoutMinutes: 120, decidedBy: 'domain' },
    } as const;
    const { idle } = costOf(table, { apps: [app('this', { current: true })], verdict, days: [] }, noon);
    expect(idle).toMatchObject({ soFar: 0.1, untilStopped: 0.2, perDay: expect.closeTo(2.4) });
  });
});

describe('running hours', () => {
  test('are counted from the start at first, then from look to look, on the days they fall on', () => {
    const one = seeHours(nothing, [app('a', { since: iso(noon - 20 * hour) })], noon);
    expect(hoursOf(one)).toEqual({ '2026-11-23': 8, '2026-11-24': 12 });
    const two = seeHours(one, [app('a', { since: iso(noon - 20 * hour) })], noon + hour, hour);
    expect(hoursOf(two)['2026-11-24']).toBe(13);
  });

  test('an app that was not there at the last look has run no longer than since then, whatever its CreationTime', () => {
    const before = seeHours(nothing, [], noon - hour);
    expect(hoursOf(seeHours(before, [app('a')], noon, hour))).toEqual({ '2026-11-24': 1 });
  });

  test('the night in which this app was stopped is not counted when it starts again with the same CreationTime', () => {
    const own = app('a', { current: true, since: iso(noon - 2 * hour) });
    const evening = seeHours(nothing, [own], noon);
    const morning = seeHours(evening, [own], noon + 20 * hour);
    expect(hoursOf(morning)).toEqual(hoursOf(evening));
  });

  test.each([
    ['ahead by a week and back', 7 * 24 * hour],
    ['back by hours and forth', -3 * hour],
  ])('are what has passed where the clock is set %s, and the days before stay', (_, off) => {
    const running = [app('a', { since: iso(noon - 3 * hour) })];
    let seen = seeHours(nothing, running, noon - hour);
    seen = seeHours(seen, running, noon + off, hour);
    seen = seeHours(seen, running, noon + 60_000, 60_000);
    const total = Object.values(hoursOf(seen)).reduce((sum, hours) => sum + hours, 0);
    expect(total).toBeCloseTo(3 + 1 / 60, 5);
    for (const { date } of shownDays(seen.days, noon)) expect(date <= '2026-11-24').toBe(true);
    expect(hoursOf(seen)['2026-11-24']).toBeGreaterThanOrEqual(2);
  });

  test('nothing is counted from a last look that stands in the future after a restart', () => {
    const running = [app('a', { since: iso(noon - 3 * hour) })];
    const seen = seeHours(nothing, running, noon + 5 * hour);
    expect(hoursOf(seeHours(seen, running, noon))).toEqual(hoursOf(seen));
  });

  test.each([
    ['the hour that a summer time leaves out', '2027-03-28T00:30:00Z', '2027-03-28T03:30:00Z', { '2027-03-28': 3 }],
    ['the hour that comes twice', '2026-10-25T00:30:00Z', '2026-10-25T03:30:00Z', { '2026-10-25': 3 }],
    [
      'a leap day',
      '2028-02-28T23:00:00Z',
      '2028-03-01T01:00:00Z',
      { '2028-02-28': 1, '2028-02-29': 24, '2028-03-01': 1 },
    ],
    ['a second that is put in', '2016-12-31T23:00:00Z', '2017-01-01T01:00:00Z', { '2016-12-31': 1, '2017-01-01': 1 }],
  ])('over %s are those that passed', (_, from, to, expected) => {
    const running = [app('a', { since: from })];
    const seen = seeHours(nothing, running, Date.parse(from));
    const passed = Date.parse(to) - Date.parse(from);
    expect(hoursOf(seeHours(seen, running, Date.parse(to), passed))).toEqual(expected);
  });

  test('are never more than the time that passed, however often and when one looks', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ after: fc.nat(50 * hour), running: fc.boolean() })), (looks) => {
        let seen = nothing;
        let time = noon;
        for (const { after, running } of looks) {
          time += after;
          seen = seeHours(seen, running ? [app('a', { since: iso(noon) })] : [], time, after);
        }
        const total = Object.values(hoursOf(seen)).reduce((sum, hours) => sum + hours, 0);
        expect(total).toBeLessThanOrEqual((time - noon) / hour + 1e-6);
        for (const hours of Object.values(hoursOf(seen))) expect(hours).toBeLessThanOrEqual(24 + 1e-6);
      }),
    );
  });
});
