// `npm run soak [-- NAME…]`: what is long by nature, such as fuzzing and kills by the hundred: each file of test/soak, or
// those that are named. Each says how much it did; an environment variable that it names changes how much that is.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { build, buildWheel } from './build.mjs';
import { ensurePrograms } from './setup/debian.mjs';
import { ensureLifecycleRoot } from './setup/lifecycle.mjs';
import { ensureNpmPackages } from './setup/npm.mjs';
import { at, root } from './setup/paths.mjs';
import { ensureEnvironment } from './setup/python.mjs';
import { main, SetupError } from './setup/step.mjs';

await main(async () => {
  const asked = process.argv.slice(2);
  const names = readdirSync(at('test', 'soak')).flatMap((file) => /^(.*)\.test\.ts$/.exec(file)?.[1] ?? []);
  const unknown = asked.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new SetupError(`no soak test ${unknown}; there are ${names.join(', ')}`);
  const chosen = asked.length === 0 ? names : asked;
  await ensureNpmPackages();
  await ensureLifecycleRoot('npm run soak');
  await ensurePrograms({ git: 'git', zstd: 'zstd' }, 'npm run soak');
  const { wheel } = await buildWheel();
  const env = {
    ...process.env,
    STUDIOLO_CLI: await build('cli'),
    STUDIOLO_WHEEL: wheel,
    STUDIOLO_LAB_ENV: await ensureEnvironment('lab-4.4'),
    STUDIOLO_TOOLS: await ensureEnvironment('tools'),
    ...(chosen.includes('custodian') && { STUDIOLO_CUSTODIAN: await ensureEnvironment('custodian') }),
    ...(chosen.includes('prowler') && { STUDIOLO_PROWLER: await ensureEnvironment('prowler') }),
    STUDIOLO_NODE: process.execPath,
  };
  const jest = at('node_modules', 'jest', 'bin', 'jest.js');
  const files = chosen.map((name) => at('test', 'soak', `${name}.test.ts`));
  const words = ['--disable-warning=ExperimentalWarning', jest, '--selectProjects', 'soak', '--runInBand', '--verbose'];
  return (
    spawnSync(process.execPath, [...words, '--runTestsByPath', ...files], { cwd: root, env, stdio: 'inherit' })
      .status ?? 1
  );
});
