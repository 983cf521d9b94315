import { nullTranslator } from '@jupyterlab/translation';
import { stopLine } from '../../../src/frontend/texts/idle-line';
import { whyOpen } from '../../../src/frontend/texts/why-open';
import type { ActivitySource, Idle } from '../../../src/protocol/idle';
import type { KeepAwake } from '../../../src/protocol/keep-awake';
import { stopStory } from '../../../src/protocol/stop-story';
import { keepAwake, noon } from '../values';

const trans = nullTranslator.load('studiolo');
const at = (minutesAgo: number) => new Date(Date.parse(noon) - minutesAgo * 60_000).toISOString();

/** What is said at noon of an app that stops after an hour, where what moved last did so some minutes ago. */
function said(activity: ActivitySource[], minutesAgo: number, awake: Partial<KeepAwake> = {}): string[] {
  const idle = idleWith(activity, minutesAgo);
  return whyOpen(stopStory(idle, keepAwake(awake), Date.parse(noon)), new Date(noon), trans);
}

function idleWith(activity: ActivitySource[], minutesAgo: number): Idle {
  return {
    serverNow: noon,
    activity,
    limits: [],
    verdict: {
      kind: 'stops',
      idleSince: at(minutesAgo),
      stopsAt: at(minutesAgo - 60),
      settings: { lifecycleManagement: 'ENABLED', timeoutMinutes: 60, decidedBy: 'domain' },
    },
  };
}

test('“never fires”: what holds the app open is named, with how long ago it moved', () => {
  expect(said([{ kind: 'terminal', name: '3', lastActivity: at(2) }], 2)).toEqual([
    'Terminal 3 keeps this app open: it printed something 2 min ago.',
  ]);
  expect(said([{ kind: 'kernel', name: 'a/poll.ipynb', lastActivity: at(0) }], 0)).toEqual([
    'The kernel of poll.ipynb keeps this app open: it was active just now.',
  ]);
  expect(said([{ kind: 'last-active-file', name: '/tmp/stamp', lastActivity: at(1) }], 1)).toEqual([
    'A program in this app told Studio 1 min ago that it is in use, by /tmp/stamp.',
  ]);
});

test('“fires during work”: a kernel that computes in silence is warned of', () => {
  const [last, warning] = said([{ kind: 'kernel', name: 'train.ipynb', lastActivity: at(50), busy: true }], 50);
  expect(last).toBe('The kernel of train.ipynb was active last, 50 min ago.');
  const seen = 'Busy: train.ipynb. Studio does not look at that, only at what is printed.';
  expect(warning).toBe(`${seen} A minute after it has begun, work keeps this app awake while it lasts.`);
  const policy = { workHours: 0, askedHours: 8, setBy: 'administrator' } as const;
  const busy: ActivitySource = { kind: 'kernel', name: 'train.ipynb', lastActivity: at(50), busy: true };
  expect(said([busy], 50, { policy })[1]).toBe(`${seen} Keep this app awake if it is to finish.`);
});

test('but not where it is kept awake: then what does so is told', () => {
  const activity: ActivitySource[] = [
    { kind: 'kernel', name: 'train.ipynb', lastActivity: at(50), busy: true },
    { kind: 'last-active-file', name: '/tmp/stamp', lastActivity: at(1) },
  ];
  const work: KeepAwake['work'] = [{ kind: 'kernel', name: 'train.ipynb', since: at(50) }];
  expect(said(activity, 1, { holding: 'work', work })).toEqual([
    'Once this ends, it stops when nothing has been active for 1 h: train.ipynb.',
  ]);
  const asked = { at: at(50), until: at(-70) };
  expect(said(activity, 1, { holding: 'asked', asked })).toEqual([
    'After that it stops once nothing has been active for 1 h.',
  ]);
  const reader = { locale: 'en-GB', timeZone: 'UTC' };
  const story = (part: Partial<KeepAwake>) => stopStory(idleWith(activity, 1), keepAwake(part), Date.parse(noon));
  const line = (part: Partial<KeepAwake>) => stopLine(story(part), new Date(noon), trans, reader);
  expect(line({ holding: 'work', work })).toBe('kept awake while work goes on (since 11:10)');
  expect(line({ holding: 'asked', asked })).toBe('kept awake until 13:10 (asked at 11:10)');
  expect(line({ asked })).toMatch(/^stops in 59 min /);
});

test('what else holds it open is told beside', () => {
  const terminal: ActivitySource = { kind: 'terminal', name: '3', lastActivity: at(0) };
  expect(said([terminal], 0, { holding: 'asked', asked: { at: at(5), until: at(-70) } })).toEqual([
    'After that it stops once nothing has been active for 1 h.',
    'Terminal 3 keeps this app open: it printed something just now.',
  ]);
});

test('“killed right after start”: that nothing has been active since is said', () => {
  expect(said([{ kind: 'server-start', name: 'server', lastActivity: at(55) }], 55)).toEqual([
    'Nothing has been active since the server started, 55 min ago: the time is counted from there.',
  ]);
});

test('what has ended still counts', () => {
  expect(said([], 12)).toEqual(['What was active last, 12 min ago, has ended. Studio counts from then all the same.']);
});
