import fc from 'fast-check';
import {
  answered,
  callShares,
  callsPerHour,
  cheaperThanPages,
  fullAllowance,
  minimumAge,
  pauseBeforeNext,
  slowdownAt,
  slowed,
  usualPace,
  spend,
} from '../../src/studio/call-budget';

const hour = 3_600_000;
const sources = Object.keys(minimumAge) as (keyof typeof minimumAge)[];

test('the shares of all sources and actions are at most the budget', () => {
  expect(Object.values(callShares).reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(callsPerHour);
});

test('no source exceeds its share, however many calls a refresh takes and however often it is read', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...sources),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (source, refreshes, jitter) => {
        let time = 0;
        let calls = 0;
        for (const taken of refreshes) {
          calls += taken;
          time += pauseBeforeNext(source, { calls: taken, slowdown: 1 }, jitter);
        }
        // A rate: what was asked up to now has been waited for by the time of the next question.
        expect(calls / (time / hour)).toBeLessThanOrEqual(callShares[source] * 1.001);
      },
    ),
  );
});

test('a slowed agent waits as many times longer', () => {
  const pauses = [1, 2, 8, 64].map((slowdown) => pauseBeforeNext('apps', { calls: 1, slowdown }, 0) / 60_000);
  expect(pauses).toEqual([1.15, 2.31, 9.23, 73.85].map((minutes) => expect.closeTo(minutes, 2)));
});

test('throttling doubles the slowdown, twice in a row more, once for what comes at the same moment; it is forgotten by halves', () => {
  const once = slowed(usualPace, hour);
  expect(slowdownAt(slowed(once, hour + 5_000), hour)).toBe(2);
  expect(slowdownAt(slowed(once, hour + 60_000), hour + 60_000)).toBeCloseTo(16, 0);
  expect(slowdownAt(slowed(answered(once), hour + 60_000), hour + 60_000)).toBeCloseTo(4, 0);
  let pace = once;
  for (let minute = 1; minute < 20; minute += 1) pace = slowed(pace, hour + minute * 60_000);
  expect([0, 2, 6, 18].map((hours) => slowdownAt(pace, pace.raisedAt + hours * hour))).toEqual([64, 32, 8, 1]);
});

test('those that were slowed at the same moment ask again at moments twice as far apart', () => {
  const pause = (jitter: number) => pauseBeforeNext('domain', { calls: 1, slowdown: 4 }, jitter);
  expect(pause(0.999) / pause(0)).toBeCloseTo(2, 1);
});

test('jitter only ever lengthens the pause', () => {
  expect(pauseBeforeNext('apps', { calls: 1, slowdown: 1 }, 0.99)).toBeGreaterThan(
    pauseBeforeNext('apps', { calls: 1, slowdown: 1 }, 0),
  );
});

test('listing the whole domain is worth as many pages as asking each space and the profile would take calls', () => {
  expect([0, 1, 4].map(cheaperThanPages)).toEqual([1, 2, 5]);
});

test('refreshes that actions ask for come out of an allowance that fills up over the hour', () => {
  let allowance = fullAllowance(0);
  let granted = 0;
  for (let second = 0; second < 600; second += 1) {
    const answer = spend(allowance, 1, second * 1000);
    allowance = answer.allowance;
    if (answer.granted) granted += 1;
  }
  expect(granted).toBe(23);
  expect(spend(allowance, 1, 2 * hour)).toMatchObject({
    granted: true,
    allowance: { calls: callShares.forActions - 1 },
  });
});
