import { writeFileSync } from 'node:fs';
import type { App } from '../../src/protocol/app';
import { defaultConfiguration } from '../../src/emulator/configuration';
import { DISTRIBUTION, Studio } from '../emulator/studio';
import { openGate, type Gate } from './gate';
import { startJupyter, type Jupyter } from './jupyter';
import { newHome, spaceMetadata, TestPlace } from './place';

// A real server starts, and other suites run beside this one.
jest.setTimeout(60_000);

let studio: Studio;
let gate: Gate;
let jupyter: Jupyter;
let home: string;
let upstream = '';
let places: TestPlace[] = [];

const repositories = (...names: string[]) =>
  names.map((name) => ({ RepositoryUrl: `https://git.example.com/acme/${name}` }));
const idle = (settings: object) => ({ AppLifecycleManagement: { IdleSettings: settings } });

beforeAll(async () => {
  home = newHome();
  jupyter = await startJupyter(home);
  gate = await openGate(() => upstream);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SAGEMAKER: gate.url,
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
});
afterAll(async () => {
  await jupyter.close();
  await gate.close();
});

beforeEach(async () => {
  studio = await Studio.open();
  const endpoint = await studio.client.config.endpoint?.();
  upstream = `http://${endpoint?.hostname}:${endpoint?.port}`;
  gate.calls.length = 0;
  gate.trouble.clear();
});
afterEach(async () => {
  for (const place of places) place.close();
  places = [];
  await studio.close();
});

function enter(domainId: string, spaceName = 'lab'): TestPlace {
  const place = new TestPlace({
    metadata: spaceMetadata(domainId, spaceName),
    server: jupyter,
    imageVersion: '2.14.10',
  });
  places.push(place);
  return place;
}

/** A domain where ada has a private space and may use ben's shared one; ben has one of his own too. */
async function company(): Promise<string> {
  const domainId = await studio.domain({
    DefaultUserSettings: {
      ExecutionRole: `arn:aws:iam::${defaultConfiguration.accountId}:role/studio`,
      JupyterLabAppSettings: {
        ...idle({
          LifecycleManagement: 'ENABLED',
          IdleTimeoutInMinutes: 120,
          MinIdleTimeoutInMinutes: 60,
          MaxIdleTimeoutInMinutes: 240,
        }),
        CodeRepositories: repositories('models', 'handbook'),
      },
    },
    DefaultSpaceSettings: { ExecutionRole: `arn:aws:iam::${defaultConfiguration.accountId}:role/studio` },
  });
  await studio.profile(domainId, 'ada', {
    UserSettings: { JupyterLabAppSettings: { CodeRepositories: repositories('models.git', 'features') } },
  });
  await studio.profile(domainId, 'ben');
  await studio.space(domainId, 'lab', 'ada', {
    SpaceSettings: {
      AppType: 'JupyterLab',
      JupyterLabAppSettings: {
        AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: 90 } },
        CodeRepositories: repositories('notes'),
      },
    },
  });
  await studio.space(domainId, 'his', 'ben');
  await studio.space(domainId, 'team', 'ben', { SpaceSharingSettings: { SharingType: 'Shared' } });
  for (const SpaceName of ['lab', 'his', 'team']) {
    await studio.launch(domainId, {
      SpaceName,
      ResourceSpec: {
        InstanceType: SpaceName === 'team' ? 'ml.g5.xlarge' : 'ml.t3.medium',
        SageMakerImageArn: DISTRIBUTION,
      },
    });
  }
  studio.settle();
  return domainId;
}

const spaceNames = (apps: App[]) =>
  apps.map(({ key }) => (key.owner.kind === 'space' ? key.owner.spaceName : key.owner.userProfileName));
function value<T>(section: { state: 'ready'; value: T } | { state: 'missing'; notices: unknown[] }): T {
  if (section.state === 'missing') throw new Error(JSON.stringify(section.notices));
  return section.value;
}

test('a JupyterLab in a private space sees its app, its person, and what decides when it stops', async () => {
  const place = enter(await company());
  await jupyter.call('POST', 'api/terminals', {});
  writeFileSync(place.lastActiveFile, '2026-01-02T03:04:05.678901Z');
  const snapshot = await place.snapshot();
  expect(value(snapshot.thisApp)).toMatchObject({
    region: 'us-east-1',
    spaceName: 'lab',
    sharing: 'Private',
    userProfileName: 'ada',
    appType: 'JupyterLab',
    status: 'InService',
    instanceType: 'ml.t3.medium',
    size: { vcpu: 2, memoryGiB: 4 },
    image: { name: 'sagemaker-distribution-cpu', version: '2.14.10' },
  });
  const { verdict, activity, limits } = value(snapshot.idle);
  expect(activity.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['terminal', 'last-active-file']));
  const terminal = activity.find(({ kind }) => kind === 'terminal');
  expect(verdict).toMatchObject({
    kind: 'stops',
    settings: {
      lifecycleManagement: 'ENABLED',
      timeoutMinutes: 90,
      decidedBy: 'space',
      minMinutes: 60,
      maxMinutes: 240,
    },
  });
  expect(limits).toEqual([
    { level: 'domain', lifecycleManagement: 'ENABLED', idleMinutes: 120, minMinutes: 60, maxMinutes: 240 },
    { level: 'user-profile' },
    { level: 'space', idleMinutes: 90 },
  ]);
  if (verdict.kind !== 'stops') throw new Error(verdict.kind);
  expect(Date.parse(verdict.idleSince)).toBeGreaterThanOrEqual(Date.parse(terminal?.lastActivity ?? ''));
  expect(Date.parse(verdict.stopsAt) - Date.parse(verdict.idleSince)).toBe(90 * 60_000);
  for (const section of [snapshot.thisApp, snapshot.idle, snapshot.keepAwake, snapshot.apps, snapshot.repositories])
    expect(section.notices).toEqual([]);
});

test('my apps are those of my own and the shared spaces, and the repositories those of all levels, once', async () => {
  const snapshot = await enter(await company()).snapshot();
  const apps = value(snapshot.apps);
  expect(spaceNames(apps)).toEqual(['lab', 'team']);
  expect(apps.map(({ current, billed, sharing }) => ({ current, billed, sharing }))).toEqual([
    { current: true, billed: true, sharing: 'Private' },
    { current: false, billed: true, sharing: 'Shared' },
  ]);
  expect(value(snapshot.repositories).map(({ name, suggestedBy }) => `${suggestedBy} ${name}`)).toEqual([
    'domain models',
    'domain handbook',
    'user-profile features',
    'space notes',
  ]);
});

test('in a shared space the limits are those of shared spaces', async () => {
  const snapshot = await enter(await company(), 'team').snapshot();
  expect(value(snapshot.idle).verdict).toEqual({
    kind: 'never',
    settings: { lifecycleManagement: 'DISABLED', decidedBy: 'domain' },
  });
});

test('a running kernel counts by its notebook, tells that it is busy, and is shut down by its id', async () => {
  const place = enter(await company());
  await jupyter.call('POST', 'api/sessions', {
    path: 'work/train.ipynb',
    name: 'train',
    type: 'notebook',
    kernel: { name: 'python3' },
  });
  const kernel = async () => value((await place.snapshot()).idle).activity.find(({ kind }) => kind === 'kernel');
  const running = await kernel();
  expect(running).toEqual({
    kind: 'kernel',
    name: 'work/train.ipynb',
    id: expect.any(String),
    lastActivity: expect.any(String),
    busy: expect.any(Boolean),
  });
  await jupyter.call('DELETE', `api/sessions/${running?.id}`);
  expect(await kernel()).toBeUndefined();
});

test('asking is not activity: the server sees none of it', async () => {
  const place = enter(await company());
  await jupyter.call('GET', 'api/status');
  const before = await jupyter.call('GET', 'api/status?no_track_activity=1');
  await place.snapshot();
  expect(await jupyter.call('GET', 'api/status?no_track_activity=1')).toEqual(before);
});

test('without ListSpaces the rest of the panel works and the apps section names the action', async () => {
  const place = enter(await company());
  gate.trouble.set('ListSpaces', 'denied');
  const snapshot = await place.snapshot();
  expect(spaceNames(value(snapshot.apps))).toEqual(['lab']);
  expect(snapshot.apps.notices).toEqual([
    expect.objectContaining({ code: 'permission', action: 'sagemaker:ListSpaces' }),
  ]);
  expect(snapshot.thisApp.notices).toEqual([]);
  expect(value(snapshot.repositories)).toHaveLength(4);
});

test.each(['DescribeDomain', 'DescribeUserProfile', 'DescribeSpace'])(
  'without %s the idle settings are said to be unknown, with the action',
  async (operation) => {
    const place = enter(await company());
    gate.trouble.set(operation, 'denied');
    const { idle: section, apps } = await place.snapshot();
    expect(value(section).verdict).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining(`sagemaker:${operation}`),
    });
    expect(section.notices).toContainEqual(
      expect.objectContaining({ code: 'permission', action: `sagemaker:${operation}` }),
    );
    expect(apps.state).toBe('ready');
  },
);

test('with no permission at all, what needs none is still there', async () => {
  const place = enter(await company());
  for (const operation of [
    'DescribeDomain',
    'DescribeUserProfile',
    'DescribeSpace',
    'DescribeApp',
    'ListSpaces',
    'ListApps',
  ])
    gate.trouble.set(operation, 'denied');
  const snapshot = await place.snapshot();
  expect(value(snapshot.thisApp)).toMatchObject({ spaceName: 'lab', appType: 'JupyterLab', region: 'us-east-1' });
  expect(snapshot.apps).toMatchObject({
    state: 'missing',
    notices: expect.arrayContaining([expect.objectContaining({ action: 'sagemaker:ListApps' })]),
  });
  expect(snapshot.repositories.state).toBe('missing');
  expect(snapshot.environments.state).toBe('ready');
});

test('a refresh that is throttled leaves the older value, with its age, and is not repeated at once', async () => {
  const place = enter(await company());
  const first = await place.snapshot();
  gate.trouble.set('ListApps', 'throttled');
  place.later(10 * 60_000);
  const second = await place.snapshot();
  expect(second.apps).toMatchObject({
    state: 'ready',
    learntAt: first.apps.state === 'ready' && first.apps.learntAt,
    notices: [{ code: 'throttled' }],
  });
  const asked = gate.calls.length;
  await place.snapshot();
  expect(gate.calls.slice(asked)).not.toContain('ListApps');
});

test('an hour of watching costs at most 120 calls, and nobody watching none', async () => {
  const place = enter(await company());
  for (let seconds = 0; seconds < 3600; seconds += 20) {
    await place.snapshot();
    place.later(20_000);
  }
  expect(gate.calls.length).toBeGreaterThan(20);
  expect(gate.calls.length).toBeLessThanOrEqual(120);
  const watched = gate.calls.length;
  place.later(3_600_000);
  expect(gate.calls.length).toBe(watched);
});

test('even one who asks afresh all the time stays within the budget', async () => {
  const place = enter(await company());
  for (let seconds = 0; seconds < 3600; seconds += 20) {
    await place.snapshot('?fresh=apps');
    place.later(20_000);
  }
  expect(gate.calls.length).toBeLessThanOrEqual(140);
});

test('outside of Studio it says so in one line and still shows environments', async () => {
  const place = new TestPlace({ server: jupyter });
  places.push(place);
  const snapshot = await place.snapshot();
  for (const section of [snapshot.thisApp, snapshot.idle, snapshot.keepAwake, snapshot.apps, snapshot.repositories]) {
    expect(section).toMatchObject({ state: 'missing', notices: [{ code: 'not-in-studio' }] });
  }
  expect(snapshot.environments.state).toBe('ready');
  expect(gate.calls).toEqual([]);
});

test('one source that does not answer holds up neither itself for long nor the others', async () => {
  const place = enter(await company());
  await place.snapshot();
  gate.trouble.set('ListApps', 'held');
  place.later(10 * 60_000);
  const { apps, thisApp } = await place.snapshot();
  expect(apps).toMatchObject({ state: 'ready', notices: [{ code: 'unreachable' }] });
  expect(spaceNames(value(apps))).toEqual(['lab', 'team']);
  expect(thisApp.notices).toEqual([]);
});
