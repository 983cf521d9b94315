import { appActions } from '../../../src/frontend/apps/actions';
import { verbsThatFit } from '../../../src/frontend/elements/row-action';
import { nameOf, type AppEntry, entriesOf } from '../../../src/frontend/apps/app-entry';
import type { Space } from '../../../src/protocol/space';
import { app, missing, mayNot, ready, snapshot } from '../values';

const verbsFor = (entry: AppEntry) => verbsThatFit(appActions, entry);

const space = (spaceName: string, part: Partial<Space> = {}): Space => ({
  spaceName,
  displayName: spaceName,
  sharing: 'Private',
  own: true,
  appType: 'JupyterLab',
  ...part,
});

test('apps come first, each with its space however that is written, then the spaces without any', () => {
  const places = entriesOf(
    snapshot({ apps: ready([app('Ana-Code')]), spaces: ready([space('ana-archive'), space('ana-code')]) }),
  );
  expect(places.map(nameOf)).toEqual(['Ana-Code', 'ana-archive']);
  expect(places[0]?.space?.spaceName).toBe('ana-code');
});

test('an app is listed though the spaces may not be', () => {
  const places = entriesOf(snapshot({ apps: ready([app('ana')]), spaces: missing(mayNot('sagemaker:ListSpaces')) }));
  expect(places.map(verbsFor)).toEqual([['open', 'restart', 'stop']]);
});

test.each([
  ['runs', { app: app('ana'), space: space('ana') }, ['open', 'restart', 'change', 'stop']],
  [
    'is the one that one is in',
    { app: app('ana', { current: true }), space: space('ana') },
    ['changeType', 'change', 'stop'],
  ],
  ['has failed', { app: app('ana', { status: 'Failed' }), space: space('ana') }, ['why', 'start', 'change', 'delete']],
  ['is being deleted', { app: app('ana', { status: 'Deleting' }), space: space('ana') }, ['change']],
  ['is not there', { space: space('ana') }, ['start', 'change', 'delete']],
  ['is not there, in the space of another', { space: space('bo', { own: false }) }, ['start']],
  [
    'runs in a shared space',
    { app: app('team'), space: space('team', { sharing: 'Shared' }) },
    ['open', 'restart', 'stop'],
  ],
  [
    'is that of the shared space that one is in',
    {
      app: app('team', { current: true, lookOnly: true }),
      space: space('team', { sharing: 'Shared', lookOnly: true }),
    },
    [],
  ],
  ['is not there, in the shared space that one is in', { space: space('team', { lookOnly: true }) }, []],
  [
    'has failed in the shared space that one is in',
    { app: app('team', { status: 'Failed', lookOnly: true }) },
    ['why'],
  ],
  ['is of Studio Classic', { app: classic() }, ['stop']],
] as const)('what can be done with an app that %s', (_, place, verbs) => {
  expect(verbsFor(place)).toEqual(verbs);
});

function classic() {
  const key = {
    appType: 'KernelGateway',
    appName: 'kg',
    owner: { kind: 'user-profile', userProfileName: 'ana' },
  } as const;
  return app('', { key, classic: true });
}
