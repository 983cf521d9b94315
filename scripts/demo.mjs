// `npm run demo`: shows studiolo in a real JupyterLab on an emulated Studio. Sets up what is missing first.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build, buildWheel } from './build.mjs';
import { ensureNpmPackages } from './setup/npm.mjs';
import { at, cache } from './setup/paths.mjs';
import { ensureEnvironment, ensureWheel, labVersions } from './setup/python.mjs';
import { main, SetupError } from './setup/step.mjs';

const usage = `npm run demo -- [options]

  --port N          port of JupyterLab (default 8888; 0 takes a free one)
  --lab-version V   ${labVersions.join(', ')} (default ${labVersions.at(-1)})
  --speed N         how many times faster than in AWS apps start and stop (default 20)
  --seed FILE       the Studio to emulate (default examples/acme.studio.yaml)
  --no-open         print the address only
  --help`;

function options() {
  try {
    return parseArgs({
      allowNegative: true,
      options: {
        port: { type: 'string', default: '8888' },
        'lab-version': { type: 'string', default: labVersions.at(-1) },
        speed: { type: 'string', default: '20' },
        seed: { type: 'string', default: at('examples', 'acme.studio.yaml') },
        open: { type: 'boolean', default: true },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${error.message}\n\n${usage}`);
  }
}

function number(name, text, least, most) {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < least || value > most) {
    throw new SetupError(`--${name} takes a number from ${least} to ${most}, not ${JSON.stringify(text)}`);
  }
  return value;
}

await main(async () => {
  const asked = options();
  if (asked.help) return void process.stdout.write(`${usage}\n`);
  const port = number('port', asked.port, 0, 65535);
  const speed = number('speed', asked.speed, 0.01, 100000);
  const version = asked['lab-version'];
  if (!labVersions.includes(version)) {
    throw new SetupError(`--lab-version takes ${labVersions.join(', ')}, not ${JSON.stringify(version)}`);
  }
  await ensureNpmPackages();
  const { wheel, hash } = await buildWheel();
  const cli = await build('cli');
  const bundle = await build('demo');
  const labEnvironment = await ensureEnvironment(`lab-${version}`);
  await ensureWheel(labEnvironment, wheel, hash);
  const { demo } = (await import(bundle)).default;
  await demo({
    labEnvironment,
    cli,
    seed: path.resolve(asked.seed),
    home: path.join(cache, 'demo', `home-${version}`),
    port,
    speed,
    open: asked.open,
    environment: {
      PATH: `${path.dirname(process.execPath)}:${process.env.PATH}`,
      LANG: 'C.UTF-8',
      PIP_CACHE_DIR: path.join(cache, 'pip'),
      PIP_DISABLE_PIP_VERSION_CHECK: '1',
    },
  });
});
