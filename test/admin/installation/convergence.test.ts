import { UpdateDomainCommand } from '@aws-sdk/client-sagemaker';
import { Moto } from '../../lifecycle/moto';
import type { Fault } from '../faults';
import { countChanges, refuseLooksAfter } from '../looks-afterwards';
import { DomainWorld } from './domain-world';
import { brokenCycle, commands, undisturbed } from './fault-cycle';

// Each test runs real programs one after the other, which takes its time on a busy machine.
jest.setTimeout(600_000);

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

let world: DomainWorld;
beforeEach(async () => {
  world = await new DomainWorld(moto).start();
});
afterEach(() => world.stop());

type Command = 'install' | 'upgrade' | 'rollback' | 'uninstall';
const earlier: Record<Command, [Command, number][]> = {
  install: [],
  upgrade: [['install', 1]],
  rollback: [
    ['install', 1],
    ['upgrade', 2],
    ['upgrade', 3],
  ],
  uninstall: [
    ['install', 1],
    ['upgrade', 2],
  ],
};
const words = (command: Command) => world.words(command, command === 'upgrade' ? 2 : 1);
async function prepare(command: Command): Promise<void> {
  for (const [before, version] of earlier[command]) {
    expect(await world.run(world.words(before, version))).toMatchObject({ code: 0 });
  }
}

/** Bucket names and hashes of a world's own stand in names: ends are compared by what they are. */
const ended = async () => {
  const { user, space, tags, keys } = await world.state();
  const has = await world.installed();
  return {
    has,
    keys: keys.length,
    scripts: Object.keys(tags).length,
    kept: user?.JupyterLabAppSettings?.CodeRepositories,
    shared: space?.JupyterLabAppSettings?.BuiltInLifecycleConfigArn !== undefined,
    underWay: Object.values(tags)
      .flat()
      .filter((tag) => /rollback-from:[^=]+=arn/.test(String(tag))),
  };
};

it('takes what is done for done, though it may not be looked at afterwards', async () => {
  world.sagemaker.onCall = (called) => (called === 'ListUserProfiles' || called === 'ListApps' ? 'denied' : undefined);
  const { code, stderr } = await world.run(world.words('install'));
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('warning: all is done') });
  let updated = false;
  world.sagemaker.onCall = (called) => {
    updated ||= called === 'UpdateDomain';
    return updated && called === 'DescribeDomain' ? 'denied' : undefined;
  };
  const second = await world.run(world.words('upgrade', 2));
  expect(second.stderr).toContain('warning: this is done, but could not be looked at afterwards: attach studiolo-');
  expect(second.code).toBe(0);
});

it.each(['install', 'upgrade', 'rollback', 'uninstall'] as const)(
  'tells %s as done where it may not be looked at afterwards',
  async (command) => {
    const services = () => [world.sagemaker, world.s3];
    await prepare(command);
    const changes = countChanges(services());
    expect(await world.run(words(command))).toMatchObject({ code: 0 });
    const end = await ended();
    await world.stop();
    world = await new DomainWorld(moto).start();
    await prepare(command);
    refuseLooksAfter(changes(), services());
    const { code, stderr } = await world.run(words(command));
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('warning: ') });
    world.mend();
    expect(await ended()).toEqual(end);
  },
);

it('calls what does not answer not assessed, and what is refused failed', async () => {
  const codes: [Fault, number][] = [
    ['throttled', 4],
    ['internal', 4],
    ['cut', 4],
    ['denied', 1],
  ];
  // Each is tried for a while before that is said: they are waited for together.
  const ends = codes.map(async ([fault]) => {
    const other = await new DomainWorld(moto).start();
    other.sagemaker.onCall = (called) => (called === 'ListStudioLifecycleConfigs' ? fault : undefined);
    const { code } = await other.run(other.words('install'));
    await other.stop();
    return [fault, code];
  });
  expect(await Promise.all(ends)).toEqual(codes);
});

describe('rollback', () => {
  beforeEach(() => prepare('rollback'));

  it('goes back one version, wherever it is killed and run again', async () => {
    expect(await world.installed()).toBe('0.3.0');
    const operations = ['AddTags', 'UpdateDomain', 'DeleteStudioLifecycleConfig', 'AddTags'];
    for (const operation of operations) {
      let kill: ((signal: NodeJS.Signals) => void) | undefined;
      let seen = 0;
      world.sagemaker.onCall = (called) => {
        if (called !== operation || (seen += 1) > 1) return undefined;
        kill?.('SIGKILL');
        return 'hang';
      };
      const killed = await world.run(world.words('rollback'), (by) => (kill = by));
      expect({ operation, signal: killed.signal }).toEqual({ operation, signal: 'SIGKILL' });
      world.mend();
      expect(['0.3.0', '0.2.0']).toContain(await world.installed());
    }
    expect((await world.run(world.words('rollback'))).code).toBe(0);
    expect(await ended()).toMatchObject({ has: '0.2.0', underWay: [] });
    expect((await world.scripts()).filter((name) => name.startsWith('studiolo-jupyterlab'))).toHaveLength(2);
  });

  it('does not go to a version whose wheel is gone, or that nobody noted', async () => {
    expect((await world.run(world.words('rollback'))).code).toBe(0);
    const { code, stderr } = await world.run(world.words('rollback'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/gone|no wheel any more/) });
    expect(await world.installed()).toBe('0.2.0');
  });
});

it('brings back what a domain had before studiolo, however many versions lie between', async () => {
  await prepare('rollback');
  expect((await world.run(world.words('uninstall'))).code).toBe(0);
  expect(await ended()).toMatchObject({ has: 'house-rules', scripts: 2, keys: 0 });
});

it('takes away the wheel of an install that was killed before it was done, wherever that was', async () => {
  for (const operation of ['CreateStudioLifecycleConfig', 'PutObject', 'UpdateDomain']) {
    let kill: ((signal: NodeJS.Signals) => void) | undefined;
    world.s3.onCall = world.sagemaker.onCall = (called) => {
      if (called !== operation) return undefined;
      kill?.('SIGKILL');
      return 'cut-after';
    };
    expect(await world.run(world.words('install'), (by) => (kill = by))).toMatchObject({ signal: 'SIGKILL' });
    world.mend();
    expect(await world.run(world.words('uninstall'))).toMatchObject({ code: 0 });
    expect({ operation, ...(await ended()) }).toMatchObject({ operation, has: 'house-rules', scripts: 2, keys: 0 });
  }
});

it('fails where old wheels may not be listed when all is taken away, which running it again mends', async () => {
  await prepare('uninstall');
  world.s3.onCall = (called) => (called === 'ListObjectsV2' ? 'denied' : undefined);
  const { code, stderr } = await world.run(world.words('uninstall'));
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('s3:ListBucket') });
  world.mend();
  expect((await world.run(world.words('uninstall'))).code).toBe(0);
  expect(await world.keys()).toEqual([]);
});

it('finishes what failed for a broken call by running it again, says what was wrong, and loses nothing of others', async () => {
  world.apps = 'private-jupyterlab';
  await world.addNeighbours();
  const expected = await undisturbed(world);
  const broken = (operation: string, fault: Fault, nth = 1, lasting = false) => ({ operation, fault, nth, lasting });
  const cycles = [
    {
      install: broken('PutObject', 'throttled'),
      upgrade: broken('CreateStudioLifecycleConfig', 'cut-after'),
      rollback: broken('UpdateDomain', 'denied'),
      uninstall: broken('DeleteStudioLifecycleConfig', 'internal', 1, true),
    },
    {
      install: broken('PutObject', 'denied'),
      upgrade: broken('UpdateDomain', 'cut-after', 1, true),
      rollback: broken('AddTags', 'denied', 2),
      uninstall: broken('DeleteObject', 'internal'),
    },
    {
      install: broken('UpdateDomain', 'denied'),
      upgrade: broken('ListTags', 'cut', 2, true),
      rollback: broken('DeleteStudioLifecycleConfig', 'cut'),
      uninstall: broken('UpdateDomain', 'hang'),
    },
  ];
  for (const cycle of cycles) {
    const its = new Map(commands.map(([command]) => [command, { command, ...cycle[command] }]));
    expect(await brokenCycle(world, expected, its)).toEqual([]);
  }
});

it.each(['install', 'uninstall'] as const)(
  '%s stops where somebody else attaches another script meanwhile',
  async (command) => {
    await prepare(command);
    let looks = 0;
    const before = await world.installed();
    world.sagemaker.onCall = async (called) => {
      // The look just before the update.
      if (called !== 'DescribeDomain' || (looks += 1) !== 2) return;
      const BuiltInLifecycleConfigArn = 'arn:aws:sagemaker:us-east-1:123456789012:studio-lifecycle-config/theirs';
      const DefaultUserSettings = { JupyterLabAppSettings: { BuiltInLifecycleConfigArn } };
      await world.direct.send(new UpdateDomainCommand({ DomainId: 'd-one', DefaultUserSettings }));
      await world.described();
    };
    const { code, stderr } = await world.run(words(command));
    expect(before).not.toBe('theirs');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining(
        'somebody else has changed it since it was read: JupyterLab in private spaces was',
      ),
    });
    expect(stderr).toContain('is theirs now');
    expect(await world.installed()).toBe('theirs');
  },
);

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  it.each([
    ['UpdateDomain', /interrupted; done: create .*upload .*\n {2}begun, and AWS may go on with it: attach/],
    ['DescribeDomain', /interrupted; nothing was changed/],
  ])(
    'ends a command that waits for %s, says what is done and what is not, and a second run finishes it',
    async (operation, said) => {
      let kill: ((by: NodeJS.Signals) => void) | undefined;
      world.sagemaker.onCall = (called) => {
        if (called !== operation) return undefined;
        kill?.(signal);
        return 'hang';
      };
      const ended = await world.run(world.words('install'), (by) => (kill = by));
      expect(ended).toMatchObject({ code: 130, signal: null, stderr: expect.stringMatching(said) });
      world.mend();
      expect((await world.run(world.words('install'))).code).toBe(0);
      expect(await world.installed()).toBe('0.1.0');
    },
  );
});

it('prints what happens as JSON lines, and what came of it as JSON', async () => {
  const { code, stdout, stderr } = await world.run([...world.words('install'), '--json']);
  expect(code).toBe(0);
  const events = stderr
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: string }).event);
  // Whether there is something to wait for depends on how long this machine took to ask.
  expect(new Set(events.filter((event) => event !== 'waiting'))).toEqual(new Set(['plan', 'step']));
  const outcome: unknown = JSON.parse(stdout);
  expect(outcome).toMatchObject({ domain: 'd-one', outcome: 'done', leftovers: [] });
});
