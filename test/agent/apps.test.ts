import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DescribeSpaceCommand } from '@aws-sdk/client-sagemaker';
import { Job } from '../../src/protocol/job';
import {
  ChangingInstanceType,
  costUntilIdleStop,
  fittingImage,
  SpaceAddress,
  SpaceOptions,
} from '../../src/protocol/launch';
import { DISTRIBUTION, OTHER_ROLE, ROLE, Studio } from '../emulator/studio';
import { openGate, type Gate } from './gate';
import { failureOf, spaceMetadata, TestPlace } from './place';
import { inWords } from '../protocol/in-words';

// Nothing here depends on how fast the machine is.
jest.setTimeout(60_000);

let studio: Studio;
let gate: Gate;
let place: TestPlace;
let domainId: string;
let script: string;
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

/** A domain with ada's spaces `lab`, whose app runs and is the one asked, and `second`, which has had none. */
beforeEach(async () => {
  studio = await Studio.open({ accountQuotas: { 'Studio JupyterLab Apps running on ml.g5.xlarge instances': 0 } });
  upstream = studio.url;
  script = await studio.script('team');
  domainId = await studio.acme({
    DefaultUserSettings: {
      ExecutionRole: ROLE,
      SpaceStorageSettings: {
        DefaultEbsStorageSettings: { DefaultEbsVolumeSizeInGb: 20, MaximumEbsVolumeSizeInGb: 100 },
      },
      StudioWebPortalSettings: { HiddenInstanceTypes: ['ml.p4d.24xlarge'] },
      JupyterLabAppSettings: {
        DefaultResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION },
        LifecycleConfigArns: [script],
        AppLifecycleManagement: {
          IdleSettings: {
            LifecycleManagement: 'ENABLED',
            IdleTimeoutInMinutes: 120,
            MinIdleTimeoutInMinutes: 60,
            MaxIdleTimeoutInMinutes: 480,
          },
        },
      },
    },
  });
  await studio.space(domainId, 'second', 'ada');
  await studio.profile(domainId, 'ben');
  await studio.space(domainId, 'his', 'ben');
  await studio.launch(domainId);
  studio.settle();
  place = new TestPlace({ metadata: spaceMetadata(domainId, 'lab') });
});
afterEach(async () => {
  gate.trouble.clear();
  gate.calls.length = 0;
  place.close();
  await studio.close();
});

const key = (spaceName: string) => ({ appType: 'JupyterLab', appName: 'default', owner: { kind: 'space', spaceName } });
const options = async (space: string) =>
  SpaceOptions.parse(await (await place.app.request(`/api/spaces/options?space=${space}`)).json());
/** Lets the emulator's time pass while something is followed. */
async function passing<T>(work: Promise<T>): Promise<T> {
  let done = false;
  void work.finally(() => (done = true)).catch(() => undefined);
  while (!done) {
    studio.settle();
    await wait(5);
  }
  return work;
}
const running = async (spaceName: string) => {
  await studio.launch(domainId, { SpaceName: spaceName });
  studio.settle();
};

test('the snapshot lists the spaces that one may use, with their volumes, and what they cost', async () => {
  const { spaces, cost } = await place.snapshot();
  expect(spaces.state === 'ready' && spaces.value).toEqual(
    ['lab', 'second'].map((spaceName) =>
      expect.objectContaining({ spaceName, own: true, sharing: 'Private', appType: 'JupyterLab', volumeGb: 20 }),
    ),
  );
  expect(cost.state === 'ready' && cost.value).toMatchObject({
    source: { kind: 'bundled' },
    sum: { unpriced: 1 },
    storage: { gigabytes: 40 },
  });
});

describe('the role that the app acts with', () => {
  const role = async (metadata: Record<string, unknown>) => {
    place.end();
    place = new TestPlace({ metadata, home: place.home });
    const { thisApp } = await place.snapshot();
    return thisApp.state === 'ready' ? thisApp.value.executionRole : undefined;
  };
  const without = () => ({ ...spaceMetadata(domainId, 'lab'), ExecutionRoleArn: undefined });

  test("is the one that the app's metadata name, by its last name", async () => {
    const arn = 'arn:aws-cn:iam::123456789012:role/service-role/Started';
    expect(await role({ ...spaceMetadata(domainId, 'lab'), ExecutionRoleArn: arn })).toEqual({ arn, name: 'Started' });
  });

  test("is the settings' where the metadata name none: the profile's before the domain's", async () => {
    expect(await role(without())).toEqual({ arn: ROLE, name: 'studio' });
    await studio.profile(domainId, 'eva', { UserSettings: { ExecutionRole: OTHER_ROLE } });
    await studio.space(domainId, 'hers', 'eva');
    await running('hers');
    expect(await role({ ...spaceMetadata(domainId, 'hers'), ExecutionRoleArn: undefined })).toEqual({
      arn: OTHER_ROLE,
      name: 'other',
    });
  });

  test('is not guessed where the profile may not be read', async () => {
    gate.trouble.set('DescribeUserProfile', 'denied');
    expect(await role(without())).toBeUndefined();
  });
});

test('what may be chosen is what the settings in force say', async () => {
  const { instanceTypes, lifecycleConfigs, images, defaults, idle, volume } = await options('second');
  const types = instanceTypes.map(({ instanceType }) => instanceType);
  expect(types).toEqual(expect.arrayContaining(['ml.t3.medium', 'ml.g5.xlarge']));
  expect(types).not.toContain('ml.p4d.24xlarge');
  expect(instanceTypes.find(({ instanceType }) => instanceType === 'ml.g5.xlarge')?.size?.gpu).toMatchObject({
    count: 1,
  });
  expect(lifecycleConfigs).toEqual([{ arn: script, name: 'team' }]);
  expect(images.map(({ name }) => name)).toEqual(['sagemaker-distribution-cpu', 'sagemaker-distribution-gpu']);
  expect(defaults).toEqual({ instanceType: 'ml.t3.medium', imageId: DISTRIBUTION });
  expect(idle).toMatchObject({ timeoutMinutes: 120, minMinutes: 60, maxMinutes: 480 });
  expect(volume).toEqual({ gigabytes: 20, maximum: 100 });
});

test('types that ran in the last days come first, and a GPU type has the GPU image', async () => {
  await place.snapshot();
  const second = await options('second');
  expect(second.recentInstanceTypes).toEqual(['ml.t3.medium']);
  expect(second.images.map(({ madeFor }) => madeFor)).toEqual(['cpu', 'gpu']);
  const [cpu, gpu] = second.images.map(({ id }) => id);
  expect(fittingImage(second, 'ml.g5.xlarge', cpu)).toBe(gpu);
  expect(fittingImage(second, 'ml.m5.large', cpu)).toBe(cpu);
  expect(fittingImage(second, 'ml.m5.large', gpu)).toBe(cpu);
  expect(fittingImage(second, 'ml.unknown.large', cpu)).toBe(cpu);
  const own = { id: 'own', name: 'own', custom: true };
  expect(fittingImage({ ...second, images: [...second.images, own] }, 'ml.g5.xlarge', 'own')).toBe('own');
  expect(costUntilIdleStop(0.5, second.idle)).toBe(1);
  expect(costUntilIdleStop(undefined, second.idle)).toBeUndefined();
  expect(costUntilIdleStop(0.5, { lifecycleManagement: 'DISABLED', decidedBy: 'domain' })).toBeUndefined();
});

test('an app is started with what was chosen, and followed until it is in service', async () => {
  const labels = new Set<string>();
  const answer = await place.post('/api/apps/start', {
    spaceName: 'second',
    instanceType: 'ml.m5.large',
    lifecycleConfigArn: script,
  });
  const job = await passing(place.ended(answer, ({ progress }) => labels.add(progress.label)));
  expect(job.outcome).toEqual({ kind: 'done', message: 'JupyterLab in second is running on ml.m5.large.' });
  expect(await studio.describe(domainId, 'second')).toMatchObject({
    Status: 'InService',
    ResourceSpec: { InstanceType: 'ml.m5.large', LifecycleConfigArn: script, SageMakerImageArn: DISTRIBUTION },
  });
});

test.each([
  ['an instance type', { instanceType: 'ml.p4d.24xlarge' }, /ml\.p4d\.24xlarge is not offered/],
  ['an image', { imageId: 'arn:aws:sagemaker:us-east-1:666666666666:image/evil' }, /image .* is not offered/],
  [
    'a script',
    { lifecycleConfigArn: 'arn:aws:sagemaker:us-east-1:123456789012:studio-lifecycle-config/x' },
    /not attached/,
  ],
])('%s that the settings do not allow is refused before AWS is asked', async (_, part, message) => {
  const answer = await place.post('/api/apps/start', { spaceName: 'second', ...part });
  expect([answer.status, (await failureOf(answer)).notice.message]).toEqual([409, expect.stringMatching(message)]);
  expect(gate.calls.slice(-5)).not.toContain('CreateApp');
});

test("nothing is started, changed or opened in another's space", async () => {
  for (const where of ['apps/start', 'spaces/update', 'spaces/open']) {
    const answer = await place.post(`/api/${where}`, { spaceName: 'his', volumeGb: 50 });
    expect([where, answer.status]).toEqual([where, 404]);
  }
});

test('a quota without room is told by its name, and how to ask for more', async () => {
  const answer = await place.post('/api/apps/start', { spaceName: 'second', instanceType: 'ml.g5.xlarge' });
  const { notice } = await failureOf(answer);
  expect(answer.status).toBe(409);
  expect(notice.message).toContain('“Studio JupyterLab Apps running on ml.g5.xlarge instances” is used up: 0 Apps');
  expect(notice.remedy).toContain('Service Quotas');
});

test('a restart on another instance type stops, waits and starts, with the same image', async () => {
  await running('second');
  const answer = await place.post('/api/apps/restart', { key: key('second'), instanceType: 'ml.m5.xlarge' });
  const labels = new Set([inWords(Job.parse(await answer.clone().json())).progress.label]);
  const job = await passing(place.ended(answer, ({ progress }) => labels.add(progress.label)));
  expect(job.outcome).toEqual({ kind: 'done', message: 'JupyterLab in second is running on ml.m5.xlarge.' });
  expect([...labels]).toEqual(['Step 1 of 2: stopping', 'Step 2 of 2: starting']);
  expect((await studio.describe(domainId, 'second')).ResourceSpec).toMatchObject({
    InstanceType: 'ml.m5.xlarge',
    SageMakerImageArn: DISTRIBUTION,
  });
});

test('a restart that cannot start says that the app is stopped and offers what it ran on', async () => {
  await running('second');
  const answer = await place.post('/api/apps/restart', { key: key('second'), instanceType: 'ml.g5.xlarge' });
  const { outcome } = await passing(place.ended(answer));
  expect(outcome).toMatchObject({ kind: 'failed', offer: { instanceType: 'ml.t3.medium' } });
  expect(outcome.kind === 'failed' && outcome.notice.message).toMatch(
    /is stopped and was not started on ml\.g5\.xlarge: .*quota/,
  );
  expect((await studio.describe(domainId, 'second')).Status).toBe('Deleted');
  const again = await place.post('/api/apps/start', { spaceName: 'second', instanceType: 'ml.t3.medium' });
  expect((await passing(place.ended(again))).outcome.kind).toBe('done');
});

test('a start that is throttled after the stop is asked again, as nobody else would', async () => {
  await running('second');
  const answer = await place.post('/api/apps/restart', { key: key('second'), instanceType: 'ml.m5.xlarge' });
  gate.trouble.set('CreateApp', 'throttled');
  const before = gate.calls.length;
  const work = place.ended(answer);
  const released = (async () => {
    while (gate.calls.slice(before).filter((call) => call === 'CreateApp').length < 3) await wait(5);
    gate.trouble.clear();
  })();
  expect((await passing(Promise.all([work, released])))[0].outcome.kind).toBe('done');
  expect((await studio.describe(domainId, 'second')).Status).toBe('InService');
});

test('this app does not restart itself', async () => {
  const answer = await place.post('/api/apps/restart', { key: key('lab'), instanceType: 'ml.m5.large' });
  expect([answer.status, (await failureOf(answer)).notice.message]).toEqual([
    409,
    expect.stringContaining('can’t restart itself'),
  ]);
  expect((await studio.describe(domainId)).Status).toBe('InService');
});

describe('the instance type of this app itself', () => {
  const change = (instanceType: string, of = 'lab') =>
    place.post('/api/apps/change-type', { key: key(of), instanceType });
  const ended = async (answer: Response) => {
    const { job } = ChangingInstanceType.parse(await answer.json());
    return (await passing(place.ended(new Response(JSON.stringify(job), { status: 202 })))).outcome;
  };
  const stored = async () => {
    const { SpaceSettings } = await studio.client.send(
      new DescribeSpaceCommand({ DomainId: domainId, SpaceName: 'lab' }),
    );
    return SpaceSettings?.JupyterLabAppSettings?.DefaultResourceSpec;
  };

  test('is stored for its space with image and script, the app stops, and the address to come back to is told', async () => {
    const answer = await change('ml.m5.xlarge');
    expect(answer.status).toBe(202);
    expect(ChangingInstanceType.parse(await answer.clone().json()).address).toMatchObject({
      by: 'studio',
      url: expect.stringMatching(/^https:/),
    });
    expect(await ended(answer)).toEqual({
      kind: 'done',
      message: 'JupyterLab in lab is stopped. Next time it starts on ml.m5.xlarge.',
    });
    expect(await stored()).toMatchObject({ InstanceType: 'ml.m5.xlarge', SageMakerImageArn: DISTRIBUTION });
    expect((await studio.describe(domainId)).Status).toBe('Deleted');
    // Studio still tells of the app as it ran.
    expect((await options('lab')).defaults.instanceType).toBe('ml.m5.xlarge');
  });

  test.each([
    ['one that is not offered', 'ml.p4d.24xlarge', 'lab', /is not offered in lab/],
    ['the one that it has', 'ml.t3.medium', 'lab', /already runs on ml\.t3\.medium/],
    ["another app's", 'ml.m5.xlarge', 'second', /is not this app/],
  ])('is not changed to or of %s', async (_, instanceType, of, message) => {
    await running('second');
    const answer = await change(instanceType, of);
    expect([answer.status, (await failureOf(answer)).notice.message]).toEqual([409, expect.stringMatching(message)]);
    expect(gate.calls).not.toContain('UpdateSpace');
    expect(gate.calls).not.toContain('DeleteApp');
  });

  test('that may not be stored leaves the app running, and the action to allow is told', async () => {
    gate.trouble.set('UpdateSpace', 'denied');
    const answer = await change('ml.m5.xlarge');
    expect([answer.status, (await failureOf(answer)).notice.action]).toEqual([403, 'sagemaker:UpdateSpace']);
    expect((await studio.describe(domainId)).Status).toBe('InService');
  });

  test('is stored though the app may not be stopped, and both are told', async () => {
    gate.trouble.set('DeleteApp', 'denied');
    const outcome = await ended(await change('ml.m5.xlarge'));
    expect(outcome).toMatchObject({
      kind: 'failed',
      notice: {
        code: 'permission',
        action: 'sagemaker:DeleteApp',
        message: expect.stringMatching(/^This app was not stopped\. ml\.m5\.xlarge is stored for the next start: /),
      },
    });
    expect(await stored()).toMatchObject({ InstanceType: 'ml.m5.xlarge' });
    expect((await studio.describe(domainId)).Status).toBe('InService');
  });
});

describe('an agent that ends in the middle of a restart', () => {
  const kept = () => path.join(place.home, '.cache', 'studiolo', 'transitions.json');
  /** Ends the agent as a killed one ends, its home left as it is; answers another in the same home. */
  const another = () => {
    const { home } = place;
    place.end();
    return new TestPlace({ metadata: spaceMetadata(domainId, 'lab'), home });
  };

  test('leaves the rest to the next one', async () => {
    await running('second');
    await place.post('/api/apps/restart', { key: key('second'), instanceType: 'ml.m5.xlarge' });
    expect(existsSync(kept())).toBe(true);
    place = another();
    await place.agent.resume();
    const { jobs } = await place.snapshot();
    expect(jobs).toEqual([expect.objectContaining({ kind: 'restart-app', outcome: { kind: 'running' } })]);
    await passing(
      (async () => {
        while ((await place.snapshot()).jobs[0]?.outcome.kind === 'running') await wait(5);
      })(),
    );
    expect(await studio.describe(domainId, 'second')).toMatchObject({
      Status: 'InService',
      ResourceSpec: { InstanceType: 'ml.m5.xlarge' },
    });
    expect(JSON.parse(readFileSync(kept(), 'utf8'))).toEqual([]);
  });

  test('before it had stopped anything stops nothing later', async () => {
    await running('second');
    gate.trouble.set('DeleteApp', 'held');
    void place.post('/api/apps/restart', { key: key('second'), instanceType: 'ml.m5.xlarge' });
    while (!gate.calls.includes('DeleteApp')) await wait(5);
    place = another();
    gate.trouble.clear();
    await place.agent.resume();
    const ended = (async () => {
      for (;;) {
        const [job] = (await place.snapshot()).jobs;
        if (job && job.outcome.kind !== 'running') return job.outcome;
        await wait(5);
      }
    })();
    expect(await ended).toMatchObject({
      kind: 'failed',
      notice: { message: 'JupyterLab in second was not restarted. It still runs on ml.t3.medium.' },
    });
    expect((await studio.describe(domainId, 'second')).Status).toBe('InService');
  });

  test('too long ago is not taken up: an app that starts by itself would surprise', async () => {
    await running('second');
    await place.post('/api/apps/restart', { key: key('second'), instanceType: 'ml.m5.xlarge' });
    const aged = JSON.parse(readFileSync(kept(), 'utf8')).map((one: object) => ({ ...one, startedAt: 0 }));
    place = another();
    writeFileSync(kept(), JSON.stringify(aged));
    await place.agent.resume();
    expect((await place.snapshot()).jobs).toEqual([]);
  });
});

describe('changing a space', () => {
  const state = () => studio.client.send(new DescribeSpaceCommand({ DomainId: domainId, SpaceName: 'second' }));

  test('its idle time and its volume', async () => {
    const answer = await place.post('/api/spaces/update', { spaceName: 'second', idleMinutes: 240, volumeGb: 50 });
    expect((await passing(place.ended(answer))).outcome).toMatchObject({ kind: 'done' });
    expect((await state()).SpaceSettings).toMatchObject({
      SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: 50 } },
      JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: 240 } } },
    });
    const { spaces } = await place.snapshot();
    expect(spaces.state === 'ready' && spaces.value[1]?.volumeGb).toBe(50);
  });

  test('a second enlargement within six hours fails with the reason, and when it can be tried again', async () => {
    const enlarge = async (volumeGb: number) =>
      passing(place.ended(await place.post('/api/spaces/update', { spaceName: 'second', volumeGb })));
    expect((await enlarge(30)).outcome.kind).toBe('done');
    expect((await enlarge(40)).outcome).toMatchObject({
      kind: 'failed',
      notice: {
        message: 'second was not changed: a volume can be enlarged once every 6 hours.',
        remedy: 'Try again later. The volume keeps its 30 GB and all files.',
      },
    });
    studio.clock.advance(7 * 3_600_000);
    expect((await enlarge(50)).outcome.kind).toBe('done');
  });

  test('without UpdateSpace nothing is changed, and the action to allow is told', async () => {
    gate.trouble.set('UpdateSpace', 'denied');
    const answer = await place.post('/api/spaces/update', { spaceName: 'second', volumeGb: 50 });
    expect([answer.status, (await failureOf(answer)).notice]).toEqual([
      403,
      expect.objectContaining({ code: 'permission', action: 'sagemaker:UpdateSpace' }),
    ]);
  });

  test.each([
    [{ volumeGb: 10 }, /can only grow. It has 20 GB/],
    [{ volumeGb: 101 }, /the maximum is 100 GB/],
    [{ idleMinutes: 600 }, /choose 60 to 480/],
    [{}, /Nothing to change/],
  ])('%j is refused with what is allowed', async (part, message) => {
    const answer = await place.post('/api/spaces/update', { spaceName: 'second', ...part });
    expect((await failureOf(answer)).notice.message).toMatch(message);
    expect(gate.calls.at(-1)).not.toBe('UpdateSpace');
  });
});

describe('creating a space', () => {
  const create = (body: object) => place.post('/api/spaces/create', { appType: 'JupyterLab', ...body });

  test('makes a private one of who asks, which can be used at once', async () => {
    const answer = await create({ spaceName: 'third', volumeGb: 30 });
    expect((await passing(place.ended(answer))).outcome).toEqual({ kind: 'done', message: 'third is created.' });
    expect(
      await studio.client.send(new DescribeSpaceCommand({ DomainId: domainId, SpaceName: 'third' })),
    ).toMatchObject({
      OwnershipSettings: { OwnerUserProfileName: 'ada' },
      SpaceSharingSettings: { SharingType: 'Private' },
      SpaceSettings: {
        AppType: 'JupyterLab',
        SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: 30 } },
      },
    });
    const { spaces } = await place.snapshot();
    expect(spaces.state === 'ready' && spaces.value.map(({ spaceName }) => spaceName)).toContain('third');
  });

  test.each([
    ['', 400, /letters, digits and hyphens/],
    ['-third', 400, /begin and end with a letter or digit/],
    ['my space', 400, /letters, digits and hyphens/],
    ['a'.repeat(64), 400, /at most 63 characters/],
    ['Second', 409, /You already have a space named Second/],
    ['his', 409, /his/],
  ])('"%s" is no name for it, and why is told', async (spaceName, status, message) => {
    const answer = await create({ spaceName });
    expect([answer.status, (await failureOf(answer)).notice.message]).toEqual([status, expect.stringMatching(message)]);
  });

  test('a volume larger than is allowed is refused before AWS is asked', async () => {
    const answer = await create({ spaceName: 'third', volumeGb: 101 });
    expect((await failureOf(answer)).notice.message).toMatch(/the maximum is 100 GB/);
    expect(gate.calls).not.toContain('CreateSpace');
  });

  test('without CreateSpace the action to allow is told', async () => {
    gate.trouble.set('CreateSpace', 'denied');
    const answer = await create({ spaceName: 'third' });
    expect([answer.status, (await failureOf(answer)).notice.action]).toEqual([403, 'sagemaker:CreateSpace']);
  });
});

describe('deleting a space', () => {
  const remove = (spaceName: string, typed = spaceName) => place.post('/api/spaces/delete', { spaceName, typed });

  test('takes its volume with it, which is told, and it is not listed any more', async () => {
    const { outcome } = await passing(place.ended(await remove('second')));
    expect(outcome).toEqual({ kind: 'done', message: 'second is deleted with its volume of 20 GB.' });
    const { spaces } = await place.snapshot();
    expect(spaces.state === 'ready' && spaces.value.map(({ spaceName }) => spaceName)).toEqual(['lab']);
  });

  test.each([
    ['in which an app runs', 'second', 'second', 409, /An app is running in second/],
    ['that one works in', 'lab', 'lab', 409, /You are working in lab/],
    ["of another's", 'his', 'his', 404, /not one of your spaces/],
  ])('one %s is left as it is', async (_, spaceName, typed, status, message) => {
    await running('second');
    const answer = await remove(spaceName, typed);
    expect([answer.status, (await failureOf(answer)).notice.message]).toEqual([status, expect.stringMatching(message)]);
    expect(gate.calls).not.toContain('DeleteSpace');
  });

  test('without its name nothing is deleted', async () => {
    const answer = await remove('second', 'secnod');
    expect([answer.status, (await failureOf(answer)).notice.remedy]).toEqual([409, 'Type second to delete it.']);
    expect(gate.calls).not.toContain('DeleteSpace');
  });

  test.each(['DeleteSpace', 'ListApps'])(
    'without %s the action to allow is told, and nothing is deleted',
    async (call) => {
      gate.trouble.set(call, 'denied');
      const answer = await remove('second');
      expect((await failureOf(answer)).notice).toMatchObject({ code: 'permission', action: `sagemaker:${call}` });
      const { Status } = await studio.client.send(
        new DescribeSpaceCommand({ DomainId: domainId, SpaceName: 'second' }),
      );
      expect(Status).toBe('InService');
    },
  );
});

describe('opening a space', () => {
  const open = async () =>
    SpaceAddress.parse(await (await place.post('/api/spaces/open', { spaceName: 'second' })).json());

  test('by a presigned URL', async () => {
    expect(await open()).toEqual({ by: 'presigned', url: expect.stringMatching(/^https:.*\/auth\?token=/) });
  });

  test("by the space's own address where that is not allowed", async () => {
    gate.trouble.set('CreatePresignedDomainUrl', 'denied');
    const { by, url } = await open();
    expect(by).toBe('studio');
    expect(url).toMatch(/^https:/);
  });
});
