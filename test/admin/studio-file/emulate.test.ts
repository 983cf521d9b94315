import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Moto } from '../../lifecycle/moto';
import { seedOf } from '../../../src/admin/studio-file/seed';
import { StudioWorld } from '../domain/studio-world';
import { readStudio } from './read';

jest.setTimeout(300_000);

const examples = path.resolve(__dirname, '../../../examples');
const example = (name: string) => readFileSync(path.join(examples, name), 'utf8');
const acme = Object.fromEntries(
  ['people.csv', 'scripts/defaults.sh', 'scripts/gpu.sh'].map((name) => [name, example(`acme/${name}`)]),
);
const head = `studio: acme\naccount: '123456789012'\nregion: us-east-1\n`;

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

/** What a plan finds in an emulator that was started with a file, and what was made up for it. */
async function started(text: string, others: Readonly<Record<string, string>> = {}) {
  const { seed, madeUp } = seedOf(await readStudio(text, others));
  const world = await new StudioWorld(moto.url).start(JSON.stringify(seed));
  try {
    for (const [name, content] of Object.entries(others)) world.write(content, name);
    return { left: await world.left(text), madeUp };
  } finally {
    await world.stop();
  }
}

it('the emulator starts with a Studio file as if it had been applied', async () => {
  const madeUp = ['users of Identity Center: chen@acme.example'];
  expect(await started(example('acme/studio.yaml'), acme)).toEqual({ left: [], madeUp });
  expect(await started(example('small.studio.yaml'))).toEqual({ left: [], madeUp: [] });
});

it('what a file takes as there is made up, and told', async () => {
  const text = `${head}images: { own: { for: [JupyterLab] } }
domains:
  d-acmemlplatf1: { idle: 2h, images: [own], userProfiles: { ana: {} } }
`;
  expect(await started(text)).toEqual({
    left: [],
    madeUp: ['domain d-acmemlplatf1: DomainName, AuthMode, VpcId, SubnetIds', 'images own, with a version each'],
  });
});

it('the program starts it, and refuses a seed beside it and a file that is none', async () => {
  const world = await new StudioWorld(moto.url).start();
  try {
    const file = world.write(example('small.studio.yaml'));
    expect(await world.run(['emulate', file, '--seed', file])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('give a Studio file or --seed, not both'),
    });
    expect(await world.run(['emulate', world.write('studio: a\n', 'none.yaml')])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('none.yaml:1:1'),
    });
    const starting = await world.runUntil(['emulate', file, '--port', '0'], /It holds .*/);
    expect(starting).toMatch(/It holds 1 domain, /);
  } finally {
    await world.stop();
  }
});
