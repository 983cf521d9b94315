import { nullTranslator } from '@jupyterlab/translation';
import { bytesText } from '../../../src/frontend/texts/bytes';
import { clockTime } from '../../../src/frontend/texts/clock-time';
import { moneyText } from '../../../src/frontend/texts/money';
import { durationText, roughDurationText } from '../../../src/frontend/texts/duration';
import { stopLine } from '../../../src/frontend/texts/idle-line';
import { clockSkew } from '../../../src/frontend/model/clock-skew';
import type { Idle } from '../../../src/protocol/idle';
import { stopStory } from '../../../src/protocol/stop-story';
import { quoted } from '../../protocol/in-words';

const trans = nullTranslator.load('studiolo');
const london = { locale: 'en-GB', timeZone: 'Europe/London' };
const minute = 60_000;
const hour = 60 * minute;

test.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [minute, '1 min'],
  [42 * minute + 59_000, '42 min'],
  [hour, '1 h'],
  [3 * hour + 5 * minute, '3 h 5 min'],
  [23 * hour + 59 * minute, '23 h 59 min'],
  [24 * hour, '1 d'],
  [52 * hour, '2 d 4 h'],
])('%d ms is %s', (milliseconds, text) => expect(durationText(milliseconds, trans)).toBe(text));

test.each([
  [59 * 60_000, '59 min'],
  [3.5 * 3_600_000, '3 h'],
  [26 * 3_600_000, '26 h'],
  [75 * 3_600_000, '3 d'],
])('at a glance, %d ms is %s', (milliseconds, text) => expect(roughDurationText(milliseconds, trans)).toBe(text));

test.each([
  [0, '0 KB'],
  [512_000, '512 KB'],
  [23_400_000, '23 MB'],
  [1_432_000_000, '1.4 GB'],
])('%d bytes is %s', (bytes, text) => expect(bytesText(bytes, trans)).toBe(text));

describe('the time of day', () => {
  const at = (iso: string, now: string, reader = london) => clockTime(iso, new Date(now), reader);

  test('today needs no date', () => expect(at('2026-11-24T17:48:00Z', '2026-11-24T18:30:00Z')).toBe('17:48'));

  test('two minutes ago may be yesterday', () =>
    expect(at('2026-11-23T23:59:00Z', '2026-11-24T00:01:00Z')).toBe('23 Nov, 23:59'));

  test('midnight is written 00:00', () => expect(at('2026-11-24T00:00:00Z', '2026-11-24T00:01:00Z')).toBe('00:00'));

  test("the day is the reader's, not the server's", () => {
    const tokyo = { locale: 'en-GB', timeZone: 'Asia/Tokyo' };
    expect(at('2026-11-24T14:30:00Z', '2026-11-24T15:30:00Z')).toBe('14:30');
    expect(at('2026-11-24T14:30:00Z', '2026-11-24T15:30:00Z', tokyo)).toBe('24 Nov, 23:30');
  });

  test('an hour that a change of the clocks repeats is told as the clock on the wall shows it', () => {
    expect(at('2026-10-25T00:30:00Z', '2026-10-25T02:00:00Z')).toBe('01:30');
    expect(at('2026-10-25T01:30:00Z', '2026-10-25T02:00:00Z')).toBe('01:30');
  });
});

describe('when the app stops', () => {
  const settings = { lifecycleManagement: 'ENABLED', timeoutMinutes: 60, decidedBy: 'space' } as const;
  const stops = (idleSince: string, stopsAt: string): Idle['verdict'] => ({
    kind: 'stops',
    idleSince,
    stopsAt,
    settings,
  });
  const line = (verdict: Idle['verdict'], now: string) => {
    const idle: Idle = { serverNow: now, activity: [], limits: [], verdict };
    return stopLine(stopStory(idle, undefined, Date.parse(now)), new Date(now), trans, london);
  };

  test('in minutes', () =>
    expect(line(stops('2026-11-24T17:48:00Z', '2026-11-24T18:48:00Z'), '2026-11-24T18:05:30Z')).toBe(
      'Stops at 18:48 (in 42 min)',
    ));

  test('in seconds, when it is near', () =>
    expect(line(stops('2026-11-24T17:48:00Z', '2026-11-24T18:48:00Z'), '2026-11-24T18:47:18Z')).toBe(
      'Stops at 18:48 (in 42 s)',
    ));

  test('any moment, when the time is over', () =>
    expect(line(stops('2026-11-24T17:48:00Z', '2026-11-24T18:48:00Z'), '2026-11-24T18:48:00Z')).toBe(
      'Stops any moment',
    ));

  test('across midnight', () =>
    expect(line(stops('2026-11-23T23:48:00Z', '2026-11-24T00:48:00Z'), '2026-11-24T00:06:00Z')).toBe(
      'Stops at 00:48 (in 42 min)',
    ));

  test('an hour of waiting is an hour, also in the night when the clocks go forward', () =>
    expect(line(stops('2026-03-29T00:30:00Z', '2026-03-29T01:30:00Z'), '2026-03-29T01:10:00Z')).toBe(
      'Stops at 02:30 (in 20 min)',
    ));

  test.each([
    ['domain', 'this domain'],
    ['user-profile', 'your user profile'],
    ['space', 'this space'],
  ] as const)('never, switched off by the %s', (decidedBy, name) =>
    expect(
      line({ kind: 'never', settings: { lifecycleManagement: 'DISABLED', decidedBy } }, '2026-11-24T12:00:00Z'),
    ).toBe(`Never stops: idle shutdown is off for ${name}`),
  );

  test('not known, and why', () =>
    expect(line({ kind: 'unknown', reason: quoted('No settings.') }, '2026-11-24T12:00:00Z')).toBe(
      'Stop time unknown: No settings.',
    ));
});

describe('a clock that is off', () => {
  const noon = Date.parse('2026-11-24T12:00:00Z');
  test.each([
    ['between sending and receiving: not off', noon + 10_000, noon, noon + 20_000, 0],
    ['before sending: behind', noon - 5_000, noon, noon + 20_000, -5_000],
    ['after receiving: ahead', noon + 25_000, noon, noon + 20_000, 5_000],
  ])('%s', (_, server, sentAt, receivedAt, skew) =>
    expect(clockSkew(new Date(server).toISOString(), sentAt, receivedAt)).toBe(skew),
  );
});

test('yuan are not taken for yen, nor for dollars', () => {
  expect(moneyText(3.5, 'CNY', 'en-US')).toBe('CN¥3.50');
});

test('an amount is told to the cent, and what is less than ten cents more exactly', () => {
  expect([0, 3.519, 0.05, 0.00123, 1234.5].map((amount) => moneyText(amount, 'USD', 'en-US'))).toEqual([
    '$0.00',
    '$3.52',
    '$0.05',
    '$0.0012',
    '$1,234.50',
  ]);
});
