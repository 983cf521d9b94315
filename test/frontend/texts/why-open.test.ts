import { nullTranslator } from '@jupyterlab/translation';
import { stopLine, stopReason } from '../../../src/frontend/texts/idle-line';
import { silentWork, whyOpen } from '../../../src/frontend/texts/why-open';
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
    'poll.ipynb keeps this app open: its kernel was active just now.',
  ]);
  expect(said([{ kind: 'last-active-file', name: '/tmp/stamp', lastActivity: at(1) }], 1)).toEqual([
    'A program in this app reported activity 1 min ago (/tmp/stamp).',
  ]);
});

test('“fires during work”: a kernel that computes in silence is warned of', () => {
  const busy = (name: string): ActivitySource => ({ kind: 'kernel', name, lastActivity: at(50), busy: true });
  expect(said([busy('train.ipynb')], 50)).toEqual(['train.ipynb was active last, 50 min ago.']);
  const warned = (names: string[], awake: Partial<KeepAwake> = {}) =>
    silentWork(stopStory(idleWith(names.map(busy), 50), keepAwake(awake), Date.parse(noon)), trans);
  expect(warned(['train.ipynb'])).toBe(
    'train.ipynb is running but prints nothing. studiolo keeps the app awake until it finishes.',
  );
  expect(warned(['a.ipynb', 'b.ipynb'])).toBe(
    'a.ipynb, b.ipynb are running but print nothing. studiolo keeps the app awake until they finish.',
  );
  const policy = { workHours: 0, askedHours: 8, setBy: 'administrator' } as const;
  expect(warned(['train.ipynb'], { policy })).toBe(
    'train.ipynb is running but prints nothing, so Studio may stop it. Keep the app awake until it finishes.',
  );
  expect(warned([])).toBeUndefined();
});

test('but not where it is kept awake: then what does so is told', () => {
  const activity: ActivitySource[] = [
    { kind: 'kernel', name: 'train.ipynb', lastActivity: at(50), busy: true },
    { kind: 'last-active-file', name: '/tmp/stamp', lastActivity: at(1) },
  ];
  const work: KeepAwake['work'] = [{ kind: 'kernel', name: 'train.ipynb', since: at(50) }];
  expect(said(activity, 1, { holding: 'work', work })).toEqual([
    'When train.ipynb has finished, it stops after 1 h without activity.',
  ]);
  const asked = { at: at(50), until: at(-70) };
  expect(said(activity, 1, { holding: 'asked', asked })).toEqual([
    'After that, it stops when nothing is active for 1 h.',
  ]);
  const reader = { locale: 'en-GB', timeZone: 'UTC' };
  const story = (part: Partial<KeepAwake>) => stopStory(idleWith(activity, 1), keepAwake(part), Date.parse(noon));
  const line = (part: Partial<KeepAwake>) => stopLine(story(part), new Date(noon), trans, reader);
  const reason = (part: Partial<KeepAwake>) => stopReason(story(part), new Date(noon), trans, reader);
  expect(line({ holding: 'work', work })).toBe('Awake while work is running');
  expect(reason({ holding: 'work', work })).toBe('Working since 11:10');
  expect(line({ holding: 'asked', asked })).toBe('Awake until 13:10');
  expect(reason({ holding: 'asked', asked })).toBe('Stops at 14:10 at the earliest');
  expect(line({ asked })).toBe('Stops at 12:59 (in 59 min)');
  expect(reason({ asked })).toBe('No activity since 11:59');
});

test('what else holds it open is told beside', () => {
  const terminal: ActivitySource = { kind: 'terminal', name: '3', lastActivity: at(0) };
  expect(said([terminal], 0, { holding: 'asked', asked: { at: at(5), until: at(-70) } })).toEqual([
    'After that, it stops when nothing is active for 1 h.',
    'Terminal 3 keeps this app open: it printed something just now.',
  ]);
});

test('“killed right after start”: that nothing has been active since is said', () => {
  expect(said([{ kind: 'server-start', name: 'server', lastActivity: at(55) }], 55)).toEqual([
    'Idle time counts from the server’s start, 55 min ago.',
  ]);
});

test('what has ended still counts', () => {
  expect(said([], 12)).toEqual(['The last activity was 12 min ago, in something that has ended. It still counts.']);
});
