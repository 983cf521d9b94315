import { brokenCalls, brokenCycle, commands, undisturbed } from '../admin/installation/fault-cycle';
import { buildManyCommands } from '../admin/command-lane';
import { DomainWorld } from '../admin/installation/domain-world';
import { Moto } from '../lifecycle/moto';
import { countOf, noLimit, tellCount } from './count';

// Each command has a limit of its own.
jest.setTimeout(noLimit);
/** Runs of the four commands, each with another call broken; as many as it takes for all. */
const mostCycles = countOf('SOAK_DOMAIN_FAULTS', Infinity);
/** Broken calls are mostly waited for, so several domains fit on a machine. */
const lanes = 8;
const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

it("each call of a domain's commands may be refused, throttled, broken, cut or held, and running it again finishes", async () => {
  const worlds = await Promise.all(Array.from({ length: lanes }, () => new DomainWorld(moto).start()));
  const [first] = worlds;
  if (!first) throw new Error('no domain');
  const program = await buildManyCommands(first.folder);
  for (const world of worlds) {
    // One place has each call at least once; with three there are more of the same.
    world.apps = 'private-jupyterlab';
    world.openLane(program);
    await world.addNeighbours();
  }
  const expected = await undisturbed(first);
  const cases = new Map(commands.map(([command]) => [command, brokenCalls(expected[command], command)]));
  const all = Math.max(...[...cases.values()].map(({ length }) => length));
  const cycles = Math.min(all, mostCycles);
  const wrong: string[] = [];
  let next = 0;
  let [broken, done] = [0, 0];
  await Promise.all(
    worlds.map(async (world) => {
      while (next < cycles) {
        const index = Math.floor(((next++ + 0.5) * all) / cycles);
        const its = new Map([...cases].flatMap(([command, calls]) => (calls[index] ? [[command, calls[index]]] : [])));
        const found = await brokenCycle(world, expected, its);
        for (const line of found) tellCount(`wrong: ${line}`);
        wrong.push(...found);
        broken += its.size;
        done += 1;
        if (done % 20 === 0) tellCount(`${done} of ${cycles} runs of the four commands, ${broken} broken calls`);
      }
    }),
  );
  await Promise.all(worlds.map((world) => world.stop()));
  expect(wrong).toEqual([]);
  const calls = commands.map(([command]) => `${expected[command].calls.length} of ${command}`).join(', ');
  tellCount(`${broken} broken calls (${calls}; six faults, once and lasting) of a domain's commands`);
});
