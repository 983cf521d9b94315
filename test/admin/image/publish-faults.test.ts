import { ListImageVersionsCommand } from '@aws-sdk/client-sagemaker';
import { type Fault } from '../faults';
import { PublishWorld } from './publish-world';

// Each test runs real programs one after the other, which takes its time on a busy machine.
jest.setTimeout(600_000);

let world: PublishWorld;
beforeEach(() => {
  world = new PublishWorld();
});
afterEach(() => world.stop());

const published = {
  domain: ['theirs', 'lab'],
  image: true,
  versions: ['CREATED'],
  config: true,
  tags: 1,
  uploads: [],
  temporary: [],
};
const untouched = { domain: ['theirs'], shared: [], image: false, versions: [], config: false, tags: 0, uploads: [] };

it('updates two settings of a domain that takes its time, one after the other', async () => {
  await world.start('domainUpdate: 20s, imageVersionCreate: 1s', 10);
  expect(await world.run(world.words('--shared-spaces'))).toMatchObject({ code: 0 });
  expect(await world.state()).toMatchObject({ ...published, shared: ['lab'] });
});

it('takes back what it listed before what that names, and keeps what it may not take from the settings', async () => {
  await world.start();
  let updates = 0;
  world.sagemaker.onCall = (operation) =>
    operation === 'UpdateUserProfile' && (updates += 1) > 1 ? 'denied' : undefined;
  const profiles = world.words('--user-profiles', 'ana,bo');
  // The second user profile is refused, and so is taking the image from the first.
  const { code, stderr } = await world.run(profiles);
  expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('sagemaker:UpdateUserProfile') });
  expect(await world.state()).toMatchObject({
    profiles: { ana: ['lab'], bo: [] },
    image: true,
    versions: ['CREATED'],
    config: true,
    tags: 1,
  });
  expect(stderr).toContain('could not be taken back: list image lab');
  world.mend();
  expect(await world.run(profiles)).toMatchObject({ code: 0 });
  expect(await world.state()).toMatchObject({ profiles: { ana: ['lab'], bo: ['lab'] } });
});

it('takes all back where nothing names it any more', async () => {
  await world.start();
  let updates = 0;
  world.sagemaker.onCall = (operation) =>
    operation === 'UpdateUserProfile' && (updates += 1) === 2 ? 'denied' : undefined;
  expect(await world.run(world.words('--user-profiles', 'ana,bo'))).toMatchObject({ code: 1 });
  expect(await world.state()).toMatchObject({ ...untouched, profiles: { ana: [], bo: [] } });
});

it('waits for a version that is being made by a run that was killed, and makes none twice', async () => {
  await world.start('imageVersionCreate: 20s, imageCreate: 1s, domainUpdate: 1s', 10);
  const killed = await world.run(world.words(), (kill) => {
    world.sagemaker.onCall = (operation) => void (operation === 'DescribeImageVersion' && made() && kill('SIGKILL'));
    const made = () => world.sagemaker.calls.includes('CreateImageVersion');
  });
  expect(killed.signal).toBe('SIGKILL');
  world.mend();
  expect(await world.run(world.words())).toMatchObject({ code: 0 });
  expect(await world.state()).toMatchObject({ ...published, temporary: expect.anything() });
});

it('two administrators who publish the same at once make one version', async () => {
  await world.start('imageVersionCreate: 10s, imageCreate: 5s, domainUpdate: 5s', 10);
  const ends = await Promise.all([world.run(world.words()), world.run(world.words())]);
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  expect(await world.state()).toMatchObject(published);
  const { ImageVersions } = await world.direct.send(new ListImageVersionsCommand({ ImageName: 'lab' }));
  expect(ImageVersions).toHaveLength(1);
});

it.each([
  ['before its first look', 'DescribeDomain', 1],
  ['between its looks', 'DescribeDomain', 2],
  ['just before its last look', 'DescribeDomain', 3],
])('what another administrator changes %s stays', async (_, operation, nth) => {
  await world.start();
  let begun = false;
  let looks = 0;
  world.sagemaker.onCall = async (called) => {
    if (called === 'CreateAppImageConfig') begun = true;
    if (begun && called === operation && (looks += 1) === nth) await world.otherAdministrator();
  };
  expect(await world.run(world.words())).toMatchObject({ code: 0 });
  const after = await world.state();
  expect(after.repository).toBe('https://example.com/new.git');
  expect([...after.domain].sort()).toEqual(nth > 2 ? expect.arrayContaining(['lab']) : ['lab', 'theirs', 'theirs']);
});

const faults: [string, 'sagemaker' | 'registry', string, Fault][] = [
  ['CreateImage', 'sagemaker', 'CreateImage', 'cut-after'],
  ['CreateImageVersion', 'sagemaker', 'CreateImageVersion', 'cut-after'],
  ['CreateAppImageConfig', 'sagemaker', 'CreateAppImageConfig', 'cut-after'],
  ['UpdateDomain', 'sagemaker', 'UpdateDomain', 'cut-after'],
  ['UpdateDomain', 'sagemaker', 'UpdateDomain', 'throttled'],
  ['the upload of a layer', 'registry', 'PUT uploads', 'cut'],
  ['the upload of a layer', 'registry', 'PUT uploads', 'throttled'],
  ['the manifest', 'registry', 'PUT manifests', 'cut-after'],
];
it.each(faults)('%s that fails once (%s %s: %s) is not noticed', async (_, service, operation, fault) => {
  await world.start();
  let broken = 0;
  world[service].onCall = (called) => (called === operation && (broken += 1) === 1 ? fault : undefined);
  expect(await world.run(world.words())).toMatchObject({ code: 0 });
  expect(broken).toBeGreaterThan(0);
  expect(await world.state()).toMatchObject(published);
});

it.each([
  ['sagemaker', 'CreateImageVersion', 'denied'],
  ['sagemaker', 'UpdateDomain', 'denied'],
  ['registry', 'PUT uploads', 'denied'],
  ['registry', 'PUT manifests', 'internal'],
] as const)('where %s %s is %s, all is taken back, and a later run finishes', async (service, operation, fault) => {
  await world.start();
  world[service].onCall = (called) => (called === operation ? fault : undefined);
  const { code, stderr } = await world.run(world.words());
  expect(code).toBeGreaterThan(0);
  expect(stderr).not.toMatch(/\n\s+at |\[object|undefined/);
  expect(await world.state()).toMatchObject({ ...untouched, temporary: [] });
  world.mend();
  expect(await world.run(world.words())).toMatchObject({ code: 0 });
  expect(await world.state()).toMatchObject(published);
});

it.each([
  ['registry', 'PUT manifests', 'registry', 'HEAD manifests'],
  ['sagemaker', 'CreateAppImageConfig', 'sagemaker', 'DescribeAppImageConfig'],
  ['sagemaker', 'UpdateDomain', 'sagemaker', 'DescribeDomain'],
  ['sagemaker', 'UpdateDomain', 'sagemaker', 'DescribeImageVersion'],
] as const)(
  'what is done by %s %s and may not be looked at afterwards is a warning',
  async (where, done, asked, look) => {
    await world.start();
    let isDone = false;
    const watched = (service: 'registry' | 'sagemaker') => (called: string) => {
      if (service === asked && called === look && isDone) return 'denied' as const;
      if (service === where && called === done) isDone = true;
      return undefined;
    };
    world.sagemaker.onCall = watched('sagemaker');
    world.registry.onCall = watched('registry');
    const { code, stderr } = await world.run(world.words());
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('warning: ') });
    world.mend();
    expect(await world.state()).toMatchObject(published);
  },
);

it('a registry that has too much to do, is broken or cuts its answers could not be assessed', async () => {
  const worlds = [world, new PublishWorld(), new PublishWorld()];
  const broken: Fault[] = ['throttled', 'internal', 'cut'];
  try {
    // Each tries for a while before it says so: they are waited for together.
    const ends = await Promise.all(
      broken.map(async (fault, index) => {
        const one = await worlds[index]?.start();
        if (!one) throw new Error('no world');
        one.registry.onCall = () => fault;
        const { code, stderr } = await one.run(one.words());
        one.mend();
        return { fault, code, stderr, state: await one.state() };
      }),
    );
    const said = { throttled: 'it answered 429', internal: 'it answered 500', cut: 'the registry did not answer' };
    for (const { fault, code, stderr, state } of ends) {
      expect({ fault, code }).toEqual({ fault, code: 4 });
      expect(stderr).toContain(said[fault as keyof typeof said]);
      expect(state).toMatchObject({ ...untouched, temporary: [] });
    }
  } finally {
    await Promise.all(worlds.slice(1).map((one) => one.stop()));
  }
});

it('a signal while AWS does not answer ends it with 130, and nothing of it stays', async () => {
  await world.start();
  const { code, stderr } = await world.run(world.words(), (kill) => {
    world.sagemaker.onCall = (operation) => {
      if (operation !== 'CreateAppImageConfig') return undefined;
      setTimeout(() => kill('SIGTERM'), 50);
      return 'hang';
    };
  });
  expect({ code, stderr }).toMatchObject({ code: 130, stderr: expect.stringContaining('interrupted') });
  expect(await world.state()).toMatchObject({ ...untouched, temporary: [] });
});

it('a second signal ends it at once, while it takes back, and a later run finishes it', async () => {
  await world.start();
  const { code } = await world.run(world.words(), (kill) => {
    world.sagemaker.onCall = (operation) => {
      if (operation !== 'CreateAppImageConfig' && operation !== 'DeleteImageVersion') return undefined;
      kill('SIGTERM');
      return 'hang';
    };
  });
  expect(code).toBe(130);
  expect(world.sagemaker.calls.filter((operation) => operation.startsWith('Delete'))).toEqual(['DeleteImageVersion']);
  world.mend();
  expect(await world.run(world.words())).toMatchObject({ code: 0 });
  expect(await world.state()).toMatchObject({ ...published, temporary: expect.anything() });
});

it('asks, and where nobody can answer does nothing', async () => {
  await world.start();
  const words = world.words().filter((word) => word !== '--yes');
  expect(await world.run(words)).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
  expect(await world.state()).toMatchObject(untouched);
});
