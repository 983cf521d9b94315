import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StopTime } from '../../src/protocol/stop-time';
import { DISTRIBUTION, Studio } from '../emulator/studio';
import { openGate, type Gate } from './gate';
import { startJupyter, type Jupyter } from './jupyter';
import { newHome, spaceMetadata, TestPlace } from './place';

// A real server starts, and other suites run beside this one.
jest.setTimeout(60_000);

let studio: Studio;
let gate: Gate;
let jupyter: Jupyter;
let domainId: string;
let place: TestPlace;
let upstream = '';
const hour = 3_600_000;

beforeAll(async () => {
  jupyter = await startJupyter(newHome());
  gate = await openGate(() => upstream);
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SAGEMAKER: gate.url,
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'emulated',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  });
  studio = await Studio.open();
  const endpoint = await studio.client.config.endpoint?.();
  upstream = `http://${endpoint?.hostname}:${endpoint?.port}`;
  domainId = await studio.domain({
    DefaultUserSettings: {
      ExecutionRole: 'arn:aws:iam::123456789012:role/studio',
      JupyterLabAppSettings: {
        AppLifecycleManagement: { IdleSettings: { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 60 } },
      },
    },
  });
  await studio.profile(domainId, 'ada');
  await studio.space(domainId, 'lab', 'ada');
  await studio.launch(domainId, {
    SpaceName: 'lab',
    ResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION },
  });
  studio.settle();
});
afterAll(async () => {
  await studio.close();
  await jupyter.close();
  await gate.close();
});
beforeEach(() => {
  gate.calls.length = 0;
  gate.trouble.clear();
  place = new TestPlace({ metadata: spaceMetadata(domainId, 'lab'), server: jupyter, imageVersion: '2.14.10' });
});
afterEach(() => place.close());

async function stopTime(from = place): Promise<StopTime> {
  const answer = await from.app.request('/api/stop-time');
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
  return StopTime.parse(await answer.json());
}

test('AWS is asked once for each of domain, space and user profile, and not again however often a page asks', async () => {
  const first = await stopTime();
  expect(first).toMatchObject({ idleMinutes: 60, stopsAt: expect.any(String) });
  expect([...gate.calls].sort()).toEqual(['DescribeDomain', 'DescribeSpace', 'DescribeUserProfile']);
  for (let asked = 0; asked < 4; asked += 1) {
    place.later(12 * hour);
    await stopTime();
  }
  expect(gate.calls).toHaveLength(3);
});

test('what has moved since is known all the same', async () => {
  const first = await stopTime();
  const moved = new Date(Date.now() + 1000).toISOString();
  writeFileSync(place.lastActiveFile, moved);
  const later = await stopTime();
  expect(later.stopsAt).toBe(new Date(Date.parse(moved) + hour).toISOString());
  expect(Date.parse(later.stopsAt ?? '')).toBeGreaterThan(Date.parse(first.stopsAt ?? ''));
});

test('while it is kept awake on request, it says until when', async () => {
  await place.post('/api/keep-awake/ask', { minutes: 120 });
  expect(await stopTime()).toMatchObject({ holding: 'asked', awakeUntil: expect.any(String) });
});

test('settings that could not be read are asked for again', async () => {
  gate.trouble.set('DescribeDomain', 'denied');
  expect((await stopTime()).stopsAt).toBeUndefined();
  gate.trouble.clear();
  place.later(hour);
  expect((await stopTime()).stopsAt).toBeDefined();
});

test.each([
  ['refuses them it leaves when that was, with what is known all the same', 'denied' as const, true],
  ['only asks to slow down it leaves nothing, so that an agent is asked again', 'throttled' as const, false],
])('where AWS %s for the looks', async (_, trouble, left) => {
  const looks = path.join(newHome(), 'looks.json');
  const other = new TestPlace({ metadata: spaceMetadata(domainId, 'lab'), server: jupyter, looks });
  gate.trouble.set('DescribeDomain', trouble);
  const told = await stopTime(other);
  expect(told.stopsAt).toBeUndefined();
  const { refusedAt, stopTime: kept } = JSON.parse(readFileSync(looks, 'utf8'));
  expect([refusedAt !== undefined, kept]).toEqual(left ? [true, told] : [false, undefined]);
  other.close();
});

test('outside of Studio there is nothing to tell, and AWS is not asked', async () => {
  const outside = new TestPlace({ server: jupyter });
  expect(await stopTime(outside)).toEqual({ serverNow: expect.any(String), askedHours: 0 });
  expect(gate.calls).toEqual([]);
  outside.close();
});
