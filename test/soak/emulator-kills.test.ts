import { writeFileSync } from 'node:fs';
import { killed, SEED } from '../emulator/kills';
import { killedWithOthers } from '../emulator/kills-with-others';
import { Program } from '../emulator/program';
import { Moto } from '../lifecycle/moto';
import { countOf, tellCount } from './count';

jest.setTimeout(3_600_000);
const kills = countOf('SOAK_EMULATOR_KILLS', 50);
const program = new Program();
const moto = new Moto();
beforeAll(() => moto.start());
afterAll(async () => {
  await program.close();
  await moto.stop();
});

it(`no answered change of any service is lost, nor its event, in ${kills} kills`, async () => {
  writeFileSync(program.at('seed.json'), SEED);
  const answered = await killed(program, program.at('state'), program.at('seed.json'), kills);
  tellCount(`${kills} kills of an emulator with a state file, ${answered} changes answered before them`);
});

it(`the groups in moto's EC2 are those of the domains after each of ${kills} kills`, async () => {
  const answered = await killedWithOthers(program, {
    others: moto.url,
    stateFile: program.at('others-state'),
    times: kills,
  });
  tellCount(`${kills} kills of an emulator with moto behind it, ${answered} domains made or deleted before them`);
});
