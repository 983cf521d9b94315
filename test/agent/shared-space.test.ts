import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { App } from '../../src/protocol/app';
import { RepositoryAccess } from '../../src/protocol/repository-action';
import { DISTRIBUTION, ROLE, Studio } from '../emulator/studio';
import { openGate, type Gate } from './gate';
import { failureOf, spaceMetadata, TestPlace } from './place';

// Nothing here depends on how fast the machine is.
jest.setTimeout(60_000);

let studio: Studio;
let gate: Gate;
let place: TestPlace;
let domainId: string;
let upstream = '';

beforeAll(async () => {
  gate = await openGate(() => upstream);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SAGEMAKER: gate.url,
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
});
afterAll(() => gate.close());

/** ada has the private spaces `lab` and `second` and owns the shared one `team`, in which ben may sit. Each has an app. */
beforeEach(async () => {
  studio = await Studio.open({});
  upstream = studio.url;
  const repositories = { JupyterLabAppSettings: { CodeRepositories: [{ RepositoryUrl: repository }] } };
  domainId = await studio.acme({
    DefaultUserSettings: { ExecutionRole: ROLE, ...repositories },
    DefaultSpaceSettings: { ExecutionRole: ROLE, ...repositories },
  });
  await studio.profile(domainId, 'ben');
  await studio.space(domainId, 'second', 'ada');
  await studio.space(domainId, 'team', 'ada', { SpaceSharingSettings: { SharingType: 'Shared' } });
  for (const SpaceName of ['lab', 'second', 'team'])
    await studio.launch(domainId, {
      SpaceName,
      ResourceSpec: { InstanceType: 'ml.m5.large', SageMakerImageArn: DISTRIBUTION },
    });
  studio.settle();
});
afterEach(async () => {
  gate.trouble.clear();
  gate.calls.length = 0;
  place.close();
  await studio.close();
});

const enter = (space: string, metadata: Record<string, unknown> = {}) =>
  (place = new TestPlace({ metadata: { ...spaceMetadata(domainId, space), ...metadata } }));
const repository = 'https://git.example.com/acme/models';
const key = (spaceName: string) => ({ appType: 'JupyterLab', appName: 'default', owner: { kind: 'space', spaceName } });
const shown = (apps: App[]) => apps.map((app) => [app.key.owner, app.lookOnly]);

const actions: [string, unknown][] = [
  ['apps/stop', { key: key('team') }],
  ['apps/stop', { key: key('second') }],
  ['apps/start', { spaceName: 'team', instanceType: 'ml.m5.large' }],
  ['apps/start', { spaceName: 'second', instanceType: 'ml.m5.large' }],
  ['apps/restart', { key: key('second'), instanceType: 'ml.m5.xlarge' }],
  ['apps/restart', { key: key('team'), instanceType: 'ml.m5.xlarge' }],
  ['spaces/update', { spaceName: 'second', volumeGb: 50 }],
  ['spaces/open', { spaceName: 'second' }],
  ['spaces/open', { spaceName: 'team' }],
];
const changes = ['CreateApp', 'DeleteApp', 'UpdateSpace', 'CreatePresignedDomainUrl'];

describe.each([
  ['shared', () => enter('team'), /In a shared space Studio does not say who you are/],
  [
    "shared, whose metadata name a profile as Code Editor's do",
    () => enter('team', { UserProfileName: 'ada' }),
    /In a shared space Studio does not say who you are/,
  ],
  [
    'unread',
    () => {
      gate.trouble.set('DescribeSpace', 'denied');
      return enter('team', { UserProfileName: 'ada' });
    },
    /Whether this space is shared could not be found out/,
  ],
])('in a space that is %s', (_, sit, told) => {
  test('costs are not told, for the reason that holds', async () => {
    const { cost } = await sit().snapshot();
    const unread = told.source.startsWith('Whether');
    expect(cost.notices[0]?.message).toBe(
      `Costs are shown only in private spaces${unread ? ', and whether this is one could not be found out' : ''}.`,
    );
  });

  test("only its own app is shown: nothing of its owner's, no cost, nobody's name", async () => {
    const snapshot = await sit().snapshot();
    expect(snapshot.apps.state === 'ready' && shown(snapshot.apps.value)).toEqual([[key('team').owner, true]]);
    expect(snapshot.apps.notices.map(({ message }) => message)).toContainEqual(expect.stringMatching(told));
    expect(snapshot.spaces.state === 'ready' && snapshot.spaces.value).toEqual([
      expect.objectContaining({ spaceName: 'team', own: false, lookOnly: true }),
    ]);
    expect(snapshot.cost).toMatchObject({ state: 'missing', notices: [{ code: 'uncertain' }] });
    const { thisApp } = snapshot;
    expect(thisApp.state === 'ready' && thisApp.value.userProfileName).toBeUndefined();
    for (const hidden of ['"ada"', '"second"', '"lab"']) expect(JSON.stringify(snapshot)).not.toContain(hidden);
    expect(gate.calls).not.toContain('ListSpaces');
  });

  test.each(actions)('nobody acts as its owner: %s %j', async (where, body) => {
    sit();
    const answer = await place.post(`/api/${where}`, body);
    expect([answer.status, (await failureOf(answer)).notice.message]).toEqual([403, expect.stringMatching(told)]);
    expect(gate.calls.filter((call) => changes.includes(call))).toEqual([]);
  });

  test('what may be chosen in a private space is not told', async () => {
    sit();
    expect((await place.app.request('/api/spaces/options?space=second')).status).toBe(403);
  });
});

test.each([
  ['lab', undefined, 'store'],
  ['team', true, undefined],
])(
  'in %s it is said whether others work in the same home, in which nothing is remembered',
  async (space, shared, helper) => {
    enter(space);
    writeFileSync(path.join(place.home, '.gitconfig'), '[credential]\n\thelper = store\n');
    const answer = await place.app.request(`/api/repositories/access?url=${encodeURIComponent(repository)}`);
    const access = RepositoryAccess.parse(await answer.json());
    expect([access.sharedHome, access.helper]).toEqual([shared, helper]);
  },
);

test.each(['clone', 'fetch', 'pull', 'branches'])('no token is remembered in a shared home: %s', async (verb) => {
  enter('team');
  const credentials = { username: 'ben', password: 'secret', remember: 'git' };
  const answer = await place.post(`/api/repositories/${verb}`, { url: repository, folder: '', credentials });
  const { notice } = await failureOf(answer);
  expect([answer.status, notice.message]).toEqual([
    403,
    expect.stringMatching(/everyone who works in it could use it/),
  ]);
});

test('a restart that an agent had begun is left as it is in a shared space', async () => {
  enter('team');
  const file = path.join(place.home, '.cache', 'studiolo', 'transitions.json');
  mkdirSync(path.dirname(file), { recursive: true });
  const spec = { instanceType: 'ml.m5.xlarge' };
  writeFileSync(file, JSON.stringify([{ kind: 'start-app', key: key('second'), spec, startedAt: Date.now() }]));
  await place.agent.resume();
  expect((await place.snapshot()).jobs).toEqual([]);
  expect(gate.calls.filter((call) => changes.includes(call))).toEqual([]);
  expect(existsSync(file) && readFileSync(file, 'utf8')).toContain('second');
});

test('a space that can be read after all shows at once what is its owner’s', async () => {
  gate.trouble.set('DescribeSpace', 'denied');
  enter('lab');
  expect((await place.snapshot()).apps).toMatchObject({ value: [{ lookOnly: true }] });
  gate.trouble.clear();
  place.later(11 * 60_000);
  const { apps } = await place.snapshot();
  expect(apps.state === 'ready' && shown(apps.value)).toEqual(
    expect.arrayContaining(['lab', 'second', 'team'].map((name) => [key(name).owner, undefined])),
  );
});
