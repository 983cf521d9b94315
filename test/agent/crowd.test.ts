import { CreateSpaceCommand } from '@aws-sdk/client-sagemaker';
import { Studio } from '../emulator/studio';
import { openGate, type Gate } from './gate';
import { spaceMetadata, TestPlace } from './place';

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

beforeEach(async () => {
  studio = await Studio.open();
  upstream = studio.url;
  domainId = await studio.acme();
  await studio.launch(domainId);
  studio.settle();
  gate.calls.length = 0;
  place = new TestPlace({ metadata: spaceMetadata(domainId, 'lab') });
});
afterEach(async () => {
  gate.trouble.clear();
  place.close();
  await studio.close();
});

const operations = ['DescribeDomain', 'DescribeSpace', 'DescribeApp', 'DescribeUserProfile', 'ListSpaces', 'ListApps'];
const throttleAll = () => operations.forEach((operation) => gate.trouble.set(operation, 'throttled'));

test('the first call that is throttled spares the rest, and nothing is asked until a while has passed', async () => {
  throttleAll();
  const { apps } = await place.snapshot();
  expect(gate.calls).toHaveLength(1);
  expect(apps.notices).toContainEqual(expect.objectContaining({ code: 'throttled' }));
  gate.trouble.clear();
  place.later(10_000);
  await place.snapshot();
  expect(gate.calls).toHaveLength(1);
  place.later(60_000);
  const after = await place.snapshot();
  expect(after.apps).toMatchObject({ state: 'ready', value: [{ key: { owner: { spaceName: 'lab' } } }] });
});

test('where it is throttled again and again, the calls of an hour come to a handful', async () => {
  throttleAll();
  for (let minute = 0; minute < 60; minute += 1) {
    await place.snapshot();
    place.later(60_000);
  }
  expect(gate.calls.length).toBeLessThanOrEqual(5);
});

test('a long list of spaces is read a few pages at a time, and said to be incomplete until it is read', async () => {
  const spaces = Array.from({ length: 450 }, (_, number) => `other-${String(number).padStart(3, '0')}`);
  await studio.profile(domainId, 'ben');
  for (const SpaceName of spaces)
    await studio.client.send(
      new CreateSpaceCommand({
        DomainId: domainId,
        SpaceName,
        OwnershipSettings: { OwnerUserProfileName: 'ben' },
        SpaceSharingSettings: { SharingType: 'Private' },
        SpaceSettings: { AppType: 'JupyterLab' },
      }),
    );
  await studio.space(domainId, 'zuletzt', 'ada');
  gate.calls.length = 0;
  const asked = () => gate.calls.filter((operation) => operation === 'ListSpaces').length;
  const first = await place.snapshot();
  expect([asked(), first.spaces.notices.map(({ code }) => code)]).toEqual([4, ['uncertain']]);
  place.later(45_000);
  const { spaces: all } = await place.snapshot();
  expect([asked(), all.notices]).toEqual([5, []]);
  expect(all.state === 'ready' && all.value.map(({ spaceName }) => spaceName).sort()).toEqual(['lab', 'zuletzt']);
  // What five pages cost is waited for.
  place.later(10 * 60_000);
  await place.snapshot();
  expect(asked()).toBe(5);
});
