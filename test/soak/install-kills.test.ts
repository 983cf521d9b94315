import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Moto } from '../lifecycle/moto';
import type { LifecycleRoot } from '../lifecycle/root';
import { script } from '../lifecycle/script';
import { throwawayRoots } from '../lifecycle/throwaway-roots';
import { fromS3, upload } from '../lifecycle/wheel';
import { countOf, noLimit, tellCount } from './count';

// The script has a limit of its own.
jest.setTimeout(noLimit);
const kills = countOf('SOAK_KILLS', 66);
/** What is left of kills is in the way of the next; then a root is new, as most of the script is skipped once it was done. */
const killsOfRoot = 11;
const moto = new Moto();
const booted = throwawayRoots();
const install = script('install-studiolo', fromS3);
const isDone = { status: 0, output: expect.stringContaining(': done in ') };

beforeAll(async () => {
  await moto.start();
  upload(moto);
}, 120_000);
afterAll(() => moto.stop());

it(`install-studiolo finishes what was killed half-way, ${kills} times`, async () => {
  const newRoot = () => booted({ environment: moto.environment });
  const undisturbed = await newRoot();
  const began = performance.now();
  expect(await undisturbed.run(install)).toMatchObject(isDone);
  const milliseconds = performance.now() - began;
  await undisturbed.kill();
  let [half, done] = [0, 0];
  for (const left = moments(milliseconds); left.length > 0;) {
    const root = await newRoot();
    for (const moment of left.splice(0, killsOfRoot)) {
      if (await killedAfter(root, moment)) half += 1;
      if ((done += 1) % 10 === 0) tellCount(`${done} kills of ${kills}`);
    }
    expect(await root.run(install)).toMatchObject(isDone);
    expect((await root.execute(['python', '-c', 'import studiolo'])).status).toBe(0);
    await root.kill();
  }
  tellCount(`${kills} kills of install-studiolo, ${half} of them before it was done`);
});

/** When to kill, in milliseconds: for each root from the beginning of the script to its end, each time at others. */
const moments = (milliseconds: number) =>
  Array.from({ length: kills }, (_, index) => {
    const roots = Math.ceil(kills / killsOfRoot);
    const part = ((index % killsOfRoot) + Math.floor(index / killsOfRoot) / roots) / killsOfRoot;
    return 25 + part * milliseconds;
  });

/** Whether it was killed before it was done. */
async function killedAfter(root: LifecycleRoot, milliseconds: number): Promise<boolean> {
  const cache = path.join(root.home, '.cache', 'studiolo');
  const run = root.run(install);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  await root.kill();
  const { status } = await run;
  await root.boot();
  const kept = existsSync(cache) ? readdirSync(cache) : [];
  expect(kept.filter((name) => !/^(\.new\.\w+|studiolo-.*\.whl)$/.test(name))).toEqual([]);
  return status === null;
}
