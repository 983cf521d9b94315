import type { KeepAwakePolicy } from '../../../src/protocol/keep-awake';
import { advance, workNow, type SeenWork } from '../../../src/studio/keep-awake/advance';
import { KeptAwakeState, type AwakeState } from '../../../src/studio/keep-awake/awake-state';

const policy: KeepAwakePolicy = { workHours: 4, askedHours: 8, setBy: 'administrator' };
const training: SeenWork = { key: 'kernel:1', kind: 'kernel', name: 'train.ipynb' };
const job: SeenWork = { key: 'process:1', kind: 'process', name: 'python prepare.py' };
const start = Date.parse('2026-03-04T10:00:00.000Z');
const iso = (minute: number) => new Date(start + minute * 60_000).toISOString();

/** A machine whose clock can be set, and a sample a minute. */
class Story {
  state: AwakeState | undefined;
  holding: string | undefined;
  told: string[] = [];
  private minute = 0;
  /** Minutes by which the clock is ahead of the time that has really passed. */
  ahead = 0;

  constructor(private readonly policy: KeepAwakePolicy) {}

  pass(minutes: number, ...seen: SeenWork[]): this {
    for (let passed = 0; passed < minutes; passed += 1) {
      this.minute += 1;
      this.sample(this.policy, ...seen);
    }
    return this;
  }

  sample(allowed: KeepAwakePolicy, ...seen: SeenWork[]): this {
    const moment = { now: new Date(start + (this.minute + this.ahead) * 60_000), uptime: 1000 + this.minute * 60 };
    const { state, events, holding } = advance(this.state, moment, seen, allowed);
    this.state = state;
    this.holding = holding;
    this.told.push(...events.map(({ kind }) => kind));
    return this;
  }

  /** The agent ends, and another goes on from what was kept on disk. */
  restart(): this {
    const { asked } = this.state!;
    this.state = { ...KeptAwakeState.parse(JSON.parse(JSON.stringify(this.state))), ...(asked && { asked }) };
    return this;
  }

  ask(minutes: number): this {
    const { at } = this.state!;
    this.state = {
      ...this.state!,
      asked: { at, until: new Date(Date.parse(at) + minutes * 60_000).toISOString() },
    };
    return this;
  }
}
const story = (allowed = policy) => new Story(allowed).pass(1);

test('an app where nothing works is not held, however often it is looked at', () => {
  const idle = story().pass(600);
  expect(idle.holding).toBeUndefined();
  expect(idle).toMatchObject({ told: [], state: { work: [] } });
});

test('work holds the app while a sample finds it, and not a sample longer', () => {
  const working = story().pass(30, training);
  expect(working.holding).toBe('work');
  expect(workNow(working.state!)).toEqual([{ kind: 'kernel', name: 'train.ipynb', since: iso(2) }]);
  working.pass(1);
  expect(working.holding).toBeUndefined();
  expect(workNow(working.state!)).toEqual([]);
});

test('the log tells of work that lasts: once when it began, once when it ended, and a pause is not an end', () => {
  const working = story().pass(30, training).pass(9).pass(5, training).pass(30);
  expect(working.told).toEqual(['work-began', 'work-ended']);
  expect(story().pass(1, training).pass(30).told).toEqual([]);
});

test('work without a break holds for as long as the policy allows; after a break it may again', () => {
  const working = story().pass(4 * 60, training);
  expect(working.holding).toBe('work');
  working.pass(2, training);
  expect(working.holding).toBeUndefined();
  expect(working.told).toEqual(['work-began', 'limit-reached']);
  working.pass(10).pass(1, training);
  expect(working.holding).toBe('work');
});

test('short jobs, one after the other, are bounded together', () => {
  const working = story();
  for (let hours = 0; hours < 2.5; hours += 0.5) working.pass(20, training).pass(9).pass(20, job).pass(9);
  expect(working.told).toContain('limit-reached');
  expect(working.pass(1, training).holding).toBeUndefined();
});

test.each([
  ['work', { ...policy, workHours: 0 }],
  ['asking', { ...policy, askedHours: 0 }],
])('what an administrator switched off does not hold: %s', (what, allowed) => {
  const held = story(allowed);
  if (what === 'work') held.pass(5, training);
  else held.ask(60).pass(1);
  expect(held.holding).toBeUndefined();
  expect(held.told).not.toContain('limit-reached');
});

test('an asked time holds an idle app until it has run out', () => {
  const asked = story().ask(120).pass(119);
  expect(asked.holding).toBe('asked');
  asked.pass(1);
  expect(asked.holding).toBeUndefined();
  expect(asked.told).toEqual(['ran-out']);
});

test('a policy that becomes narrower cuts what was asked for before', () => {
  const asked = story()
    .ask(8 * 60)
    .pass(70);
  asked.sample({ ...policy, askedHours: 2 });
  expect(asked).toMatchObject({ holding: 'asked', state: { asked: { until: iso(1 + 120) } } });
  expect(asked.sample({ ...policy, askedHours: 1 }).holding).toBeUndefined();
});

test.each([-600, -60, 60, 300])('a clock that is set %d min ahead changes nothing of an asked time', (minutes) => {
  const asked = story().ask(120).pass(60);
  asked.ahead = minutes;
  expect(asked.pass(59).holding).toBe('asked');
  asked.pass(1);
  expect(asked.holding).toBeUndefined();
  expect(asked.told).toEqual(['ran-out']);
});

test('a clock that is set back and forth moves neither what was asked for nor how long work may last', () => {
  const held = story().ask(120).pass(10, training);
  held.ahead = -600;
  held.pass(10, training);
  expect(held.state!.asked!.until).toBe(iso(121 - 600));
  held.ahead = 0;
  held.pass(1, training);
  expect(held.state!.asked!.until).toBe(iso(121));
  held.ahead = 5;
  expect(held.pass(4 * 60 - 21, training).holding).toBe('work');
  expect(held.pass(1, training).holding).toBeUndefined();
});

test('a restart changes nothing of what holds the app, nor of how long', () => {
  const held = story().ask(120).pass(60, training).restart().pass(59, training);
  expect(held.holding).toBe('asked');
  expect(held.pass(1, training).holding).toBe('work');
  expect(held.pass(2 * 60 + 1, training).holding).toBeUndefined();
  expect(held.told).toEqual(['work-began', 'ran-out', 'limit-reached']);
});

test('a clock that is set back while no agent runs does not make an asked time longer', () => {
  const asked = story().ask(120).pass(60).restart();
  asked.ahead = -600;
  expect(asked.pass(59).holding).toBe('asked');
  expect(asked.pass(2).holding).toBeUndefined();
});
