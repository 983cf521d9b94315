import { Notification } from '@jupyterlab/apputils';
import { nullTranslator } from '@jupyterlab/translation';
import { CommandRegistry } from '@lumino/commands';
import fc from 'fast-check';
import { LastMinutes } from '../../../src/frontend/before-stop/last-minutes';
import { stopTimeAnswer } from '../../../src/frontend/before-stop/stop-time-answer';
import { TitlePrefix } from '../../../src/frontend/before-stop/stop-title';
import { StopWarning } from '../../../src/frontend/before-stop/stop-warning';
import { StopWatch } from '../../../src/frontend/before-stop/stop-watch';
import { dueWarning, pauseBeforeNext } from '../../../src/frontend/before-stop/warning-times';
import { minutesUntil, offered } from '../../../src/frontend/keep-awake/dialogs/how-long';
import { preferencesOf, defaults } from '../../../src/frontend/model/settings';
import { stopItemText } from '../../../src/frontend/texts/stop-item-text';
import { nextStop } from '../../../src/protocol/next-stop';
import { StopTime, stopTimeOf } from '../../../src/protocol/stop-time';
import schema from '../../../schema/panel.json';
import { keepAwake, noon, ready, snapshot } from '../values';

const trans = nullTranslator.load('studiolo');
const minute = 60_000;
const warnings = [10, 3];

describe('how often it is asked when the app stops', () => {
  /** The minutes before the stop at which it is asked, when nothing moves. */
  const asked = (left: number) => {
    const moments: number[] = [];
    for (let now = left; now > -minute; now -= pauseBeforeNext(now, warnings)) moments.push(now / minute);
    return moments;
  };

  test('not before the first warning is due, but each half hour', () => {
    expect(
      asked(120 * minute)
        .slice(0, 5)
        .map(Math.round),
    ).toEqual([120, 90, 60, 30, 10]);
  });

  test('a question that a warning waits for comes right after its moment', () => {
    const [, , , , first] = asked(120 * minute);
    expect(dueWarning(first! * minute, warnings)).toBe(10);
    expect(asked(120 * minute).some((left) => left <= 3 && left > 3 - 0.05)).toBe(true);
  });

  test('once a minute in the last ten', () => {
    expect(asked(11 * minute).length).toBeLessThanOrEqual(14);
  });

  test('where there is no stop, and where one is long overdue, each half hour', () => {
    expect(pauseBeforeNext(undefined, warnings)).toBe(30 * minute);
    expect(pauseBeforeNext(-11 * minute, warnings)).toBe(30 * minute);
  });

  test('a pause is never none, whatever the user has chosen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e9, max: 1e9 }),
        fc.array(fc.integer({ min: 1, max: 240 }), { maxLength: 6 }),
        (left, chosen) => {
          const pause = pauseBeforeNext(left, chosen);
          expect(pause).toBeGreaterThanOrEqual(1000);
          expect(pause).toBeLessThanOrEqual(30 * minute);
        },
      ),
    );
  });
});

describe('what the agent answers', () => {
  const moment = fc
    .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    .map((date) => date.toISOString());
  const anything = fc.oneof(moment, fc.anything());

  test('is taken as the schema takes it', () => {
    const answer = fc.record(
      {
        serverNow: moment,
        stopsAt: moment,
        idleMinutes: fc.integer({ min: 1 }),
        holding: fc.constantFrom('work', 'asked'),
        awakeUntil: moment,
        askedHours: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
      },
      { requiredKeys: ['serverNow', 'askedHours'] },
    );
    fc.assert(fc.property(answer, (value) => expect(stopTimeAnswer(value)).toEqual(StopTime.parse(value))));
  });

  test('and whatever else comes, what is taken fits the schema', () => {
    const answer = fc.oneof(
      fc.anything(),
      fc.record({
        serverNow: anything,
        stopsAt: anything,
        askedHours: anything,
        holding: anything,
        idleMinutes: anything,
      }),
    );
    fc.assert(
      fc.property(answer, (value) => {
        const taken = stopTimeAnswer(value);
        if (taken) expect(StopTime.safeParse(taken).success).toBe(true);
      }),
    );
  });

  test('says what the snapshot says', () => {
    const { idle, keepAwake: awake } = snapshot({
      keepAwake: ready(keepAwake({ asked: { at: noon, until: '2026-11-24T14:00:00.000Z' }, holding: 'asked' })),
    });
    expect(stopTimeOf(idle, awake, noon)).toEqual({
      serverNow: noon,
      stopsAt: '2026-11-24T12:42:00.000Z',
      idleMinutes: 60,
      holding: 'asked',
      awakeUntil: '2026-11-24T14:00:00.000Z',
      askedHours: 8,
    });
  });
});

test('a cell that ran since the last answer moves the stop, without a question', () => {
  const kernels: { active?: number } = {};
  const watch = new StopWatch({
    ask: () => Promise.reject(new Error('asked')),
    kernelActivity: () => kernels.active,
    warnings: () => warnings,
  });
  const now = Date.now();
  const iso = (at: number) => new Date(at).toISOString();
  watch.learn({ serverNow: iso(now), stopsAt: iso(now + 20 * minute), idleMinutes: 60, askedHours: 8 });
  expect(Math.round(watch.left(now)! / minute)).toBe(20);
  kernels.active = now - 5 * minute;
  expect(Math.round(watch.left(now)! / minute)).toBe(55);
  // What is kept awake is active as long as it was asked for, and the stop comes an hour after that.
  const awake = { holding: 'asked' as const, awakeUntil: iso(now + 90 * minute) };
  watch.learn({ serverNow: iso(now), stopsAt: iso(now + 60 * minute), idleMinutes: 60, askedHours: 8, ...awake });
  expect([30, 90, 120].map((later) => Math.round(watch.left(now + later * minute)! / minute))).toEqual([60, 60, 30]);
  watch.dispose();
});

describe('a warning', () => {
  const told: StopTime = { serverNow: noon, stopsAt: noon, askedHours: 8 };
  let kept: number[];
  let saved: number;
  const warning = () => {
    [kept, saved] = [[], 0];
    return new StopWarning({
      trans,
      warnings: () => warnings,
      keepAwakeHours: () => 2,
      keepAwake: (minutes) => kept.push(minutes),
      saveAll: () => (saved += 1),
    });
  };
  const shown = () => Notification.manager.notifications.map(({ message }) => message);
  afterEach(() => Notification.dismiss());

  test('is given once for each time that was chosen, and the later one replaces the earlier', () => {
    const given = warning();
    given.judge(11 * minute, told, 0);
    expect(shown()).toEqual([]);
    given.judge(9.98 * minute, told, 0);
    given.judge(9 * minute, told, 0);
    expect(shown()).toHaveLength(1);
    expect(shown()[0]).toMatch(
      /^This app stops in 10 min \(at (?:\w{3} \d+, )?\d\d:\d\d\) unless something is active\.$/,
    );
    given.judge(2.9 * minute, told, 0);
    expect(shown()).toHaveLength(1);
    expect(shown()[0]).toContain('in 3 min');
  });

  test('is taken back when the stop has moved, and given again before the next', () => {
    const given = warning();
    given.judge(9 * minute, told, 0);
    given.judge(60 * minute, told, 0);
    expect(shown()).toEqual([]);
    given.judge(9 * minute, told, 0);
    expect(shown()).toHaveLength(1);
  });

  test('offers to keep the app awake as long as is allowed, and to save', () => {
    const given = warning();
    given.judge(9 * minute, { ...told, askedHours: 1.5 }, 0);
    const actions = Notification.manager.notifications[0]?.options.actions ?? [];
    expect(actions.map(({ label }) => label)).toEqual(['Keep awake', 'Save all']);
    for (const { callback } of actions) callback(new MouseEvent('click'));
    expect([kept, saved]).toEqual([[90], 1]);
  });

  test('does not offer what is not allowed', () => {
    warning().judge(9 * minute, { ...told, askedHours: 0 }, 0);
    expect(Notification.manager.notifications[0]?.options.actions?.map(({ label }) => label)).toEqual(['Save all']);
  });
});

test('in the last minutes a watch’s answer is told by a notification, and in the background by the title', () => {
  const now = Date.now();
  const watch = new StopWatch({
    ask: () => Promise.reject(new Error('asked')),
    kernelActivity: () => undefined,
    warnings: () => warnings,
  });
  const iso = (at: number) => new Date(at).toISOString();
  watch.learn({ serverNow: iso(now), stopsAt: iso(now + 9.9 * minute), idleMinutes: 60, askedHours: 8 });
  const last = new LastMinutes({ commands: new CommandRegistry(), preferences: () => defaults, trans });
  last.warn(watch, now);
  expect(Notification.manager.notifications.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^This app stops in 10 min/),
  ]);
  Notification.dismiss();
  const own = (document.title = 'a.ipynb');
  last.title(9 * minute);
  expect(document.title).toBe(own);
  const hidden = jest.spyOn(document, 'hidden', 'get').mockReturnValue(true);
  last.title(9 * minute);
  expect(document.title).toBe(`(stops in 9 min) ${own}`);
  last.title(undefined);
  expect(document.title).toBe(own);
  hidden.mockRestore();
  watch.dispose();
});

test('the title is as it was, and as others have set it meanwhile', () => {
  const page = { title: 'a.ipynb - JupyterLab' };
  const prefix = new TitlePrefix(page);
  prefix.show('');
  prefix.show('(stops in 9 min) ');
  prefix.show('(stops in 8 min) ');
  expect(page.title).toBe('(stops in 8 min) a.ipynb - JupyterLab');
  page.title = 'b.ipynb - JupyterLab';
  prefix.show('(stops in 7 min) ');
  expect(page.title).toBe('(stops in 7 min) b.ipynb - JupyterLab');
  prefix.show('');
  expect(page.title).toBe('b.ipynb - JupyterLab');
});

test('the status bar says in a few words when, or why not', () => {
  const now = new Date(noon);
  const told: StopTime = { serverNow: noon, stopsAt: noon, askedHours: 8 };
  const text = (part: Partial<StopTime>, left: number | undefined) =>
    stopItemText(nextStop({ ...told, ...part }, left, now.getTime()), now, trans);
  expect(text({}, 42 * minute)).toBe('Stops in 42 min');
  expect(text({}, -1)).toBe('Stops any moment');
  expect(text({}, undefined)).toBeUndefined();
  expect(text({ holding: 'work' }, 42 * minute)).toBe('Awake while work is running');
  expect(text({ holding: 'asked', awakeUntil: '2026-11-24T14:30:00Z' }, minute)).toMatch(/^Awake until \d\d:30$/);
  expect(text({ holding: 'asked', awakeUntil: '2026-11-24T11:59:00Z' }, 42 * minute)).toBe('Stops in 42 min');
});

describe('how long to keep awake', () => {
  test('what is offered ends with the longest that is allowed', () => {
    expect(offered({ workHours: 0, askedHours: 8, setBy: 'default' })).toEqual([60, 120, 240, 480]);
    expect(offered({ workHours: 0, askedHours: 1.5, setBy: 'default' })).toEqual([60, 90]);
    expect(offered({ workHours: 0, askedHours: 0.5, setBy: 'default' })).toEqual([30]);
  });

  test('until a time of day is today’s, or else tomorrow’s', () => {
    const now = new Date(2026, 10, 24, 17, 30);
    expect(minutesUntil('18:45', now)).toBe(75);
    expect(minutesUntil('02:00', now)).toBe(8.5 * 60);
    expect(minutesUntil('17:30', now)).toBe(24 * 60);
    expect(minutesUntil('', now)).toBeUndefined();
  });
});

test('what is shipped in the settings is what holds without any', () => {
  const shipped = Object.fromEntries(Object.entries(schema.properties).map(([key, value]) => [key, value.default]));
  expect(shipped).toEqual(defaults);
  expect(preferencesOf(undefined)).toEqual(defaults);
  expect(
    preferencesOf({ composite: { warnings: [5], statusBar: false, pageTitle: false, keepAwakeHours: 1 } }),
  ).toEqual({
    warnings: [5],
    statusBar: false,
    pageTitle: false,
    keepAwakeHours: 1,
  });
});
