import { buildManyCommands } from '../admin/command-lane';
import { DomainWorld } from '../admin/installation/domain-world';
import { Moto } from '../lifecycle/moto';
import { countOf, noLimit, tellCount } from './count';

// Each command has a limit of its own.
jest.setTimeout(noLimit);
const kills = countOf('SOAK_DOMAIN_KILLS', 200);
const lanes = 3;
/** Milliseconds: many times what a command takes on a busy machine. */
const endless = 600_000;
const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

/** After each command is run again: what JupyterLab in private spaces has. They lead back to where they began. */
const commands = [
  { command: 'install', version: 1, has: '0.1.0' },
  { command: 'upgrade', version: 2, has: '0.2.0' },
  { command: 'rollback', version: 1, has: '0.1.0' },
  { command: 'uninstall', version: 1, has: 'house-rules' },
] as const;

it(`a domain's commands are finished by running them again, after ${kills} kills at calls of theirs`, async () => {
  const worlds = await Promise.all(Array.from({ length: lanes }, () => new DomainWorld(moto).start()));
  const [first] = worlds;
  if (!first) throw new Error('no domain');
  const program = await buildManyCommands(first.folder);
  let [killed, next] = [0, 0];
  const lane = async (world: DomainWorld) => {
    world.openLane(program);
    while (killed < kills) {
      const index = next++;
      for (const { command, version, has } of commands) {
        const words = world.words(command, version);
        const isKilled = await killedAt(world, words, (index * 7) % 40);
        // A rollback that was done is not done again: there is nothing before it.
        if (isKilled) expect({ command, index, ...(await world.runWithin(words, endless)) }).toMatchObject({ code: 0 });
        expect({ command, index, has: await world.installed() }).toEqual({ command, index, has });
        if (isKilled && (killed += 1) % 20 === 0) tellCount(`${killed} kills of ${kills}`);
      }
      expect(await world.keys()).toEqual([]);
    }
  };
  await Promise.all(worlds.map(lane));
  await Promise.all(worlds.map((world) => world.stop()));
  tellCount(`${killed} kills of install, upgrade, rollback and uninstall of a domain`);
});

/** Runs a command in a process that is killed at that call of it; whether it came so far. */
async function killedAt(world: DomainWorld, words: string[], call: number): Promise<boolean> {
  let kill: ((signal: NodeJS.Signals) => void) | undefined;
  let left = call;
  world.sagemaker.onCall = () => {
    if ((left -= 1) !== 0) return undefined;
    kill?.('SIGKILL');
    return 'hang';
  };
  const { signal, code, stderr } = await world.run(words, (by) => (kill = by));
  world.mend();
  if (signal !== 'SIGKILL') expect({ words, code, stderr }).toMatchObject({ code: 0 });
  return signal === 'SIGKILL';
}
