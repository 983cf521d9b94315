import { CachedSource } from '../../src/agent/cached-source';
import { inWords, quoted } from '../protocol/in-words';

const hour = 3_600_000;
const minute = 60_000;
const noon = Date.UTC(2026, 10, 27, 12);

/** Time that passes, and a clock that can be set. */
class TestClock {
  passed = 0;
  set = 0;
  readonly now = () => new Date(noon + this.passed + this.set);
  readonly uptime = () => 1_000 + this.passed / 1_000;
}

function source(clock: TestClock) {
  let loads = 0;
  const cached = new CachedSource({
    subject: quoted('The list'),
    runtime: clock,
    load: () => Promise.resolve({ value: ++loads }),
    pause: () => minute,
  });
  return () => cached.read({ until: clock.uptime() * 1_000 + 5_000 });
}

test.each([
  ['back by three hours', -3 * hour],
  ['ahead by a week', 7 * 24 * hour],
  ['back over the hour that summer time gives back', -hour],
  ['ahead to a leap day', Date.UTC(2028, 1, 29) - noon],
])('a clock that is set %s neither freezes a source nor makes it ask at once', async (_, set) => {
  const clock = new TestClock();
  const read = source(clock);
  expect(await read()).toMatchObject({ value: 1 });
  clock.set = set;
  expect(await read()).toMatchObject({ value: 1 });
  clock.passed += minute;
  expect(await read()).toMatchObject({ value: 2 });
  clock.set = 0;
  expect(await read()).toMatchObject({ value: 2 });
  clock.passed += minute;
  expect(await read()).toMatchObject({ value: 3 });
});

test('what was learnt has the age that it has, however the clock was set since', async () => {
  const clock = new TestClock();
  const read = source(clock);
  clock.set = 5 * hour;
  await read();
  clock.passed += 20_000;
  expect(await read()).toMatchObject({ learntAt: new Date(noon + 5 * hour).toISOString() });
  clock.set = 0;
  expect(await read()).toMatchObject({ learntAt: new Date(noon).toISOString() });
  clock.set = -2 * hour;
  expect(await read()).toMatchObject({ learntAt: new Date(noon - 2 * hour).toISOString() });
});

test('a refresh that never ends is given up, and the next one begins', async () => {
  jest.useFakeTimers();
  try {
    const clock = new TestClock();
    let loads = 0;
    const cached = new CachedSource({
      subject: quoted('The list'),
      runtime: clock,
      load: () => (++loads === 1 ? new Promise<never>(() => undefined) : Promise.resolve({ value: loads })),
      pause: () => 0,
    });
    const ask = () => cached.read({ until: clock.uptime() * 1_000 });
    const first = ask();
    await jest.advanceTimersByTimeAsync(1);
    expect(inWords(await first)).toMatchObject({
      state: 'missing',
      notices: [{ message: 'The list did not answer in time.' }],
    });
    await jest.advanceTimersByTimeAsync(3 * minute);
    const second = cached.read({ until: clock.uptime() * 1_000 + 5_000 });
    await jest.advanceTimersByTimeAsync(1);
    expect(await second).toMatchObject({ state: 'ready', value: 2, notices: [] });
  } finally {
    jest.useRealTimers();
  }
});
