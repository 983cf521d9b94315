import { Moto } from '../lifecycle/moto';
import { DomainWorld } from '../admin/installation/domain-world';
import { countOf, tellCount } from './count';

jest.setTimeout(7_200_000);
const kills = countOf('SOAK_DOMAIN_KILLS', 200);
const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

/** After each command is run again: what JupyterLab in private spaces has. */
const commands = [
  { command: 'install', version: 1, has: '0.1.0' },
  { command: 'upgrade', version: 2, has: '0.2.0' },
  { command: 'rollback', version: 1, has: '0.1.0' },
  { command: 'uninstall', version: 1, has: 'house-rules' },
] as const;

it(`a domain's commands are finished by running them again, after ${kills} kills at calls of theirs`, async () => {
  let killed = 0;
  for (let index = 0; killed < kills; index += 1) {
    const world = await new DomainWorld(moto).start();
    for (const { command, version, has } of commands) {
      let kill: ((signal: NodeJS.Signals) => void) | undefined;
      let left = (index * 7) % 40;
      world.sagemaker.onCall = () => {
        if ((left -= 1) !== 0) return undefined;
        kill?.('SIGKILL');
        return 'hang';
      };
      const first = await world.run(world.words(command, version), (by) => (kill = by));
      if (first.signal === 'SIGKILL') killed += 1;
      world.mend();
      // A rollback that was done is not done again: there is nothing before it.
      const again = first.signal === 'SIGKILL' ? await world.run(world.words(command, version)) : first;
      expect({ command, index, has: await world.installed() }).toEqual({ command, index, has });
      expect({ command, index, code: again.code, said: again.stderr }).toMatchObject({ command, index });
    }
    expect((await world.keys()).length).toBe(0);
    await world.stop();
  }
  tellCount(`${killed} kills of install, upgrade, rollback and uninstall of a domain`);
});
