import type { ActivitySource } from '../../src/protocol/idle';
import { editorIdleCheck, idleCheck, idleVerdict, lastActivity } from '../../src/studio/idle';
import { quoted } from '../protocol/in-words';

const settings = { lifecycleManagement: 'ENABLED', timeoutMinutes: 60, decidedBy: 'domain' } as const;
const known = { known: true, settings } as const;
const check = { present: true } as const;
const activity: ActivitySource[] = [
  { kind: 'kernel', name: 'a.ipynb', lastActivity: '2026-03-04T16:00:00.000Z', busy: true },
  { kind: 'terminal', name: '1', lastActivity: '2026-03-04T16:48:00.000Z' },
  { kind: 'last-active-file', name: '/tmp/file', lastActivity: '2026-03-04T16:30:00.000Z' },
];

test('the app stops the set time after whatever moved last', () => {
  expect(idleVerdict(activity, known, check)).toEqual({
    kind: 'stops',
    idleSince: '2026-03-04T16:48:00.000Z',
    stopsAt: '2026-03-04T17:48:00.000Z',
    settings,
  });
});

test('a busy kernel that is silent does not hold the app', () => {
  expect(idleVerdict(activity.slice(0, 1), known, check)).toMatchObject({ stopsAt: '2026-03-04T17:00:00.000Z' });
});

test('what was seen once counts on when its kernel is gone', () => {
  expect(idleVerdict([], known, check, '2026-03-04T17:30:00.000Z')).toMatchObject({
    idleSince: '2026-03-04T17:30:00.000Z',
  });
  expect(lastActivity(activity, '2026-03-04T10:00:00.000Z')).toBe('2026-03-04T16:48:00.000Z');
});

test('idle shutdown that is off never stops the app, whatever the image', () => {
  const off = { lifecycleManagement: 'DISABLED', decidedBy: 'user-profile' } as const;
  expect(idleVerdict(activity, { known: true, settings: off }, { present: false, reason: quoted('old') })).toEqual({
    kind: 'never',
    settings: off,
  });
});

test('what is not known is said, with its reason', () => {
  expect(idleVerdict(activity, { known: false, reason: quoted('not allowed') }, check)).toEqual({
    kind: 'unknown',
    reason: quoted('not allowed'),
  });
  expect(idleVerdict(activity, known, { present: false, reason: quoted('old image') })).toEqual({
    kind: 'unknown',
    reason: quoted('old image'),
  });
  expect(idleVerdict([], known, check)).toMatchObject({ kind: 'unknown' });
});

test.each([
  [{ imageVersion: '2.0.0' }, true],
  [{ imageVersion: '3.9.10' }, true],
  [{ imageVersion: '10.1' }, true],
  [{ imageVersion: '1.13.1' }, false],
  [{ imageVersion: 'latest' }, false],
  [{ activityMonitorVersion: '0.3.1' }, true],
  [{ activityMonitorVersion: '0.10.0' }, true],
  [{ activityMonitorVersion: '0.3.0' }, false],
  [{ imageVersion: '2.4.1', activityMonitorVersion: '0.1.2' }, false],
  [{ imageVersion: '1.8.0', activityMonitorVersion: '0.3.2' }, true],
  [{}, false],
])('an image with %j carries the idle check: %s', (seen, present) => {
  expect(idleCheck(seen).present).toBe(present);
});

test.each([
  [{ lastActiveFile: 'there' as const }, true],
  [{ imageVersion: '2.4.1', lastActiveFile: 'missing' as const }, true],
  [{ imageVersion: '1.13.1', lastActiveFile: 'missing' as const }, false],
  [{ lastActiveFile: 'missing' as const }, false],
])('Studio sees what goes on in Code Editor with %j: %s', (seen, present) => {
  expect(editorIdleCheck(seen).present).toBe(present);
});
