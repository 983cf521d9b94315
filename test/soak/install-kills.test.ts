import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Moto } from '../lifecycle/moto';
import { script } from '../lifecycle/script';
import { throwawayRoots } from '../lifecycle/throwaway-roots';
import { fromS3, upload } from '../lifecycle/wheel';
import { countOf, tellCount } from './count';

jest.setTimeout(3_600_000);
const kills = countOf('SOAK_KILLS', 66);
const moto = new Moto();
const booted = throwawayRoots();

beforeAll(async () => {
  await moto.start();
  upload(moto);
});
afterAll(() => moto.stop());

it(`install-studiolo finishes what was killed half-way, ${kills} times`, async () => {
  const install = script('install-studiolo', fromS3);
  const root = await booted({ environment: moto.environment });
  const cache = path.join(root.home, '.cache', 'studiolo');
  let killed = 0;
  for (let index = 0; index < kills; index += 1) {
    const run = root.run(install);
    await new Promise((resolve) => setTimeout(resolve, 25 + (index * 1700) / kills));
    await root.kill();
    if ((await run).status === null) killed += 1;
    await root.boot();
    const kept = existsSync(cache) ? readdirSync(cache) : [];
    expect(kept.filter((name) => !/^(\.new\.\w+|studiolo-.*\.whl)$/.test(name))).toEqual([]);
  }
  expect(await root.run(install)).toMatchObject({ status: 0, output: expect.stringContaining(': done in ') });
  expect((await root.execute(['python', '-c', 'import studiolo'])).status).toBe(0);
  tellCount(`${kills} kills of install-studiolo, ${killed} of them before it was done`);
});
