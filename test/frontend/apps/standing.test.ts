import { nameOf, placesOf } from '../../../src/frontend/apps/place';
import { inOrder, placeKey, Standings } from '../../../src/frontend/apps/standing';
import type { AppStatus } from '../../../src/protocol/app';
import type { Job } from '../../../src/protocol/job';
import { app, ready, snapshot, stopJob } from '../values';

const withStatus = (status: AppStatus, jobs: Job[] = []) =>
  snapshot({
    apps: ready([
      app('ana-forecasting', { current: true }),
      app('ana-geo', { status, billed: status === 'InService' }),
    ]),
    jobs,
  });
const geo = (standings: Standings, value: ReturnType<typeof snapshot>) => {
  const place = placesOf(value).find((one) => nameOf(one) === 'ana-geo')!;
  return standings.of(value).get(placeKey(place));
};

test.each([
  ['InService', 'running'],
  ['Pending', 'running'],
  ['Deleting', 'running'],
  ['Failed', 'failed'],
  ['Deleted', 'stopped'],
] as const)('an app that is %s stands among what is %s', (status, standing) =>
  expect(geo(new Standings(), withStatus(status))).toBe(standing),
);

test('a row stays where it is while it changes state, and until what was told of that has gone', () => {
  const standings = new Standings();
  const done = stopJob('ana-geo', { kind: 'done', message: 'ana-geo is stopped.' });
  const seen = [
    withStatus('InService'),
    withStatus('Deleting', [stopJob('ana-geo')]),
    withStatus('Deleted', [done]),
    withStatus('Deleted'),
    // Started again, it stays among the stopped until it runs.
    withStatus('Pending'),
    withStatus('InService'),
  ].map((value) => geo(standings, value));
  expect(seen).toEqual(['running', 'running', 'running', 'stopped', 'stopped', 'running']);
});

test('this app is first, and the others follow by name', () => {
  const places = placesOf(
    snapshot({ apps: ready([app('zeta'), app('ana-geo'), app('ana-forecasting', { current: true })]) }),
  );
  expect(inOrder(places, nameOf).map(nameOf)).toEqual(['ana-forecasting', 'ana-archive', 'ana-geo', 'zeta']);
});
