import { writeFileSync } from 'node:fs';
import { killed, SEED } from '../emulator/kills';
import { Program } from '../emulator/program';
import { countOf, tellCount } from './count';

jest.setTimeout(3_600_000);
const kills = countOf('SOAK_EMULATOR_KILLS', 50);
const program = new Program();
afterAll(() => program.close());

it(`no answered change of any service is lost, nor its event, in ${kills} kills`, async () => {
  writeFileSync(program.at('seed.json'), SEED);
  const answered = await killed(program, program.at('state'), program.at('seed.json'), kills);
  tellCount(`${kills} kills of an emulator with a state file, ${answered} changes answered before them`);
});
