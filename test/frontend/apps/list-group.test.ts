import { nameOf, entriesOf } from '../../../src/frontend/apps/app-entry';
import { inOrder, entryKey, ListGroups } from '../../../src/frontend/apps/list-group';
import type { AppStatus } from '../../../src/protocol/app';
import type { Job } from '../../../src/protocol/job';
import { app, ready, snapshot, stopJob } from '../values';
import { quoted } from '../../protocol/in-words';

const withStatus = (status: AppStatus, jobs: Job[] = []) =>
  snapshot({
    apps: ready([
      app('ana-forecasting', { current: true }),
      app('ana-geo', { status, billed: status === 'InService' }),
    ]),
    jobs,
  });
const geo = (groups: ListGroups, value: ReturnType<typeof snapshot>) => {
  const entry = entriesOf(value).find((one) => nameOf(one) === 'ana-geo')!;
  return groups.of(value).get(entryKey(entry));
};

test.each([
  ['InService', 'running'],
  ['Pending', 'running'],
  ['Deleting', 'running'],
  ['Failed', 'failed'],
  ['Deleted', 'stopped'],
] as const)('an app that is %s stands among what is %s', (status, group) =>
  expect(geo(new ListGroups(), withStatus(status))).toBe(group),
);

test('a row stays where it is while it changes state, and until what was told of that has gone', () => {
  const groups = new ListGroups();
  const done = stopJob('ana-geo', { kind: 'done', message: quoted('ana-geo is stopped.') });
  const seen = [
    withStatus('InService'),
    withStatus('Deleting', [stopJob('ana-geo')]),
    withStatus('Deleted', [done]),
    withStatus('Deleted'),
    // Started again, it stays among the stopped until it runs.
    withStatus('Pending'),
    withStatus('InService'),
  ].map((value) => geo(groups, value));
  expect(seen).toEqual(['running', 'running', 'running', 'stopped', 'stopped', 'running']);
});

test('this app is first, and the others follow by name', () => {
  const places = entriesOf(
    snapshot({ apps: ready([app('zeta'), app('ana-geo'), app('ana-forecasting', { current: true })]) }),
  );
  const shown = inOrder(places.map((entry) => ({ entry })));
  expect(shown.map(({ entry }) => nameOf(entry))).toEqual(['ana-forecasting', 'ana-archive', 'ana-geo', 'zeta']);
});
