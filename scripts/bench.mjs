// `npm run bench -- NAME […]`: runs test/bench/NAME, which prints figures; without a name all of them, one after the other.
// Sets up what is missing first.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build, buildWheel } from './build.mjs';
import { ensureBrowser } from './setup/browser.mjs';
import { ensureLifecycleRoot } from './setup/lifecycle.mjs';
import { ensureNpmPackages } from './setup/npm.mjs';
import { at, cache, root } from './setup/paths.mjs';
import { ensureEnvironment, ensureWheel, peers } from './setup/python.mjs';
import { main, SetupError } from './setup/step.mjs';

/** Bundled or not, a file finds what stands beside it in the project. */
const folders = {
  name: 'folders',
  setup(bundle) {
    bundle.onLoad({ filter: /\/test\/.*\.ts$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, 'utf8')).replaceAll('__dirname', JSON.stringify(path.dirname(file))),
      loader: 'ts',
    }));
  },
};

/** The Python environments of neighbours, by name; in one of them studiolo itself. */
async function ensurePeers(wheel, hash) {
  const folders = {};
  for (const peer of peers) folders[peer] = await ensureEnvironment(`peer-${peer}`);
  await ensureWheel(folders.studiolo, wheel, hash);
  return JSON.stringify(folders);
}

await main(async () => {
  const [name, ...rest] = process.argv.slice(2);
  const names = readdirSync(at('test', 'bench')).flatMap((file) => /^(.*)\.(?:ts|mjs)$/.exec(file)?.[1] ?? []);
  if (name !== undefined && !names.includes(name))
    throw new SetupError(`npm run bench -- NAME, one of ${names.join(', ')}, not ${name}`);
  await ensureNpmPackages();
  if (name !== undefined) return bench(name, rest);
  const failed = [];
  for (const each of names) {
    const began = performance.now();
    console.log(`\n${each}`);
    const status = await bench(each, []).catch((error) => {
      console.error(error instanceof SetupError ? error.message : error);
      return 1;
    });
    // By 2 one says that it needs what is not here, such as a folder that is named or a GPU.
    const end = { 0: 'done', 2: 'passed over' }[status] ?? `failed with ${status}`;
    if (status !== 0 && status !== 2) failed.push(each);
    console.log(`${each}: ${end}, ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  if (failed.length > 0) console.error(`failed: ${failed.join(', ')}`);
  return failed.length > 0 ? 1 : 0;
});

/** Runs one, with what it needs set up; its exit code. */
async function bench(name, words) {
  if (name === 'lifecycle-scripts') await ensureLifecycleRoot('this benchmark');
  const { wheel, hash } = await buildWheel();
  const labEnvironment = await ensureEnvironment('lab-4.6');
  await ensureWheel(labEnvironment, wheel, hash);
  const env = {
    ...process.env,
    STUDIOLO_CLI: await build('cli'),
    STUDIOLO_AGENT: await build('agent'),
    STUDIOLO_TOOLS: await ensureEnvironment('tools'),
    STUDIOLO_LAB_ENV: labEnvironment,
    STUDIOLO_BROWSER: await ensureBrowser(),
    STUDIOLO_WHEEL: wheel,
    STUDIOLO_ROOT: root,
    ...(name === 'peers' && { STUDIOLO_PEERS: await ensurePeers(wheel, hash) }),
  };
  const source = ['ts', 'mjs']
    .map((ending) => at('test', 'bench', `${name}.${ending}`))
    .find((file) => existsSync(file));
  const { build: bundle } = await import('esbuild');
  const outfile = path.join(cache, 'bench', `${name}.mjs`);
  await bundle({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
    loader: { '.sh': 'text' },
    plugins: [folders],
  });
  return spawnSync(process.execPath, [outfile, ...words], { cwd: root, env, stdio: 'inherit' }).status ?? 1;
}
