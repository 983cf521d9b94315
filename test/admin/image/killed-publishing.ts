import { setTimeout as pause } from 'node:timers/promises';
import { PublishWorld } from './publish-world';

/** When a run is killed: at a call, before or after it was done; or after so many milliseconds. */
export type Moment = { at: 'call'; index: number; done: boolean } | { at: 'time'; milliseconds: number };

const words = (world: PublishWorld) => world.words('--shared-spaces', '--user-profiles', 'ana');

async function started(): Promise<PublishWorld> {
  return new PublishWorld().start('domainUpdate: 10s, imageCreate: 5s, imageVersionCreate: 10s', 100);
}

/** What is there after the command: the same for all runs that were finished. */
const endOf = async (world: PublishWorld) => {
  const { domain, repository, shared, profiles, image, versions, config, tags } = await world.state();
  return { domain, repository, shared, profiles, image, versions, config, tags };
};
export type End = Awaited<ReturnType<typeof endOf>>;

/** A run that nothing happens to: how many calls it makes, how long it takes, and what is there then. */
export async function undisturbed(): Promise<{ calls: number; milliseconds: number; end: End }> {
  const world = await started();
  try {
    let calls = 0;
    const count = () => void (calls += 1);
    world.sagemaker.onCall = world.registry.onCall = count;
    const begun = Date.now();
    const { code, stderr } = await world.run(words(world));
    if (code !== 0) throw new Error(stderr);
    return { calls, milliseconds: Date.now() - begun, end: await endOf(world) };
  } finally {
    await world.stop();
  }
}

/** Kills a run at a moment and runs it again; resolves with whether it was killed, and with what is wrong then. */
export async function killedAt(moment: Moment, expected: End): Promise<{ killed: boolean; wrong: string[] }> {
  const world = await started();
  try {
    let seen = 0;
    const first = await world.run(words(world), (kill) => {
      if (moment.at === 'time') void pause(moment.milliseconds).then(() => kill('SIGKILL'));
      else
        world.sagemaker.onCall = world.registry.onCall = () => {
          if (seen++ !== moment.index) return undefined;
          kill('SIGKILL');
          return moment.done ? 'cut-after' : 'cut';
        };
    });
    world.mend();
    const wrong: string[] = [];
    const between = await endOf(world);
    if (!between.domain.includes('theirs') || between.repository !== expected.repository)
      wrong.push(`loses what is others': ${JSON.stringify(between)}`);
    const listed = [...between.domain, ...between.shared].includes('lab');
    if (listed && !(between.image && between.config && between.versions.includes('CREATED') && between.tags > 0))
      wrong.push(`lists what is not there: ${JSON.stringify(between)}`);
    const again = await world.run(words(world));
    if (again.code !== 0) wrong.push(`is not finished by running it again: ${again.stderr}`);
    const end = await endOf(world);
    if (JSON.stringify(end) !== JSON.stringify(expected)) wrong.push(`ends as ${JSON.stringify(end)}`);
    return { killed: first.signal === 'SIGKILL', wrong: wrong.map((line) => `${JSON.stringify(moment)} ${line}`) };
  } finally {
    await world.stop();
  }
}
