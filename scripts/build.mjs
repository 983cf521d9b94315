// Builds what is asked for, all of it by default: agent, app-cli, cli, demo,
// labextension, translations, wheel, tarball.
// A target whose inputs have not changed since it was last built is left as it is.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildLabextension } from './labextension.mjs';
import { licencesOf } from './setup/licences.mjs';
import { ensureNpmPackages } from './setup/npm.mjs';
import { once } from './setup/once.mjs';
import { at, cache, root } from './setup/paths.mjs';
import { ensureEnvironment } from './setup/python.mjs';
import { main, run, SetupError, step } from './setup/step.mjs';

const agentFolder = 'src/door/studiolo/agent';
const agentBundle = `${agentFolder}/agent.mjs`;
/** Bytes: it is read and compiled in every app, every minute. */
const largestLook = 100_000;
const appCliBundle = 'src/door/studiolo/cli/studiolo.cjs';

/** zod brings its messages in forty languages, and only English is used: the rest is 260 KB, and 3 MB of every command. */
const english = {
  name: 'english',
  setup: (build) =>
    build.onLoad({ filter: /zod\/v4\/locales\/index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
    })),
};

/**
 * Takes commands and clients of the AWS SDK from files of their own: by way of its index, what is read later brings every
 * operation of a service, which for EC2 alone is a fifth of the program.
 */
const singleCommands = {
  name: 'single commands',
  setup: (build) =>
    build.onLoad({ filter: /src[\\/]aws[\\/][^\\/]+\.ts$/ }, ({ path: file }) => ({
      loader: 'ts',
      contents: readFileSync(file, 'utf8').replace(
        /^import \{([^}]*)\} from '(@aws-sdk\/client-[a-z0-9-]+)';$/gm,
        (_, names, client) =>
          names
            .split(',')
            .map((name) => importOf(name.trim(), client))
            .join(' '),
      ),
    })),
};

/** Has the look read its texts from a file, when it has something to tell. */
const textsFromFile = {
  name: 'texts from file',
  setup: (build) =>
    build.onResolve({ filter: /\/text-of$/ }, () => ({ path: at('src/agent/keep-awake/text-of-file.ts') })),
};

/** What the agent and the look have to say, by its code. */
async function messageTexts() {
  const { build } = await import('esbuild');
  const from = { entryPoints: [at('src/protocol/messages/texts.ts')], bundle: true, format: 'esm', write: false };
  const [made] = (await build(from)).outputFiles;
  return (await import(`data:text/javascript,${encodeURIComponent(made.text)}`)).texts;
}

function importOf(name, client) {
  const folder = `${at('node_modules', client)}/dist-es`;
  const file = `${folder}/${name.endsWith('Command') ? 'commands/' : ''}${name}.js`;
  return name === '' || name.startsWith('type ')
    ? ''
    : `import { ${name} } from '${existsSync(file) ? file : client}';`;
}

async function bundle({ plugins = [], ...options }) {
  const esbuild = await import('esbuild');
  const common = { bundle: true, absWorkingDir: root, logLevel: 'warning', legalComments: 'none', metafile: true };
  const { metafile } = await esbuild.build({ ...common, plugins: [english, ...plugins], ...options });
  for (const file of Object.keys(metafile.outputs)) writeFileSync(at(file), inAscii(readFileSync(at(file), 'utf8')));
  return licencesOf(metafile.inputs);
}

/** One other sign, as esbuild leaves them in regular expressions, and all of a program takes two bytes a sign in memory. */
const inAscii = (text) =>
  text.replace(/[^\x00-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A program in one file, with the licences of what is in it beside it. */
async function bundleFile(options) {
  writeFileSync(at(`${options.outfile}.licences.txt`), await bundle(options));
}

const node = { platform: 'node', format: 'cjs', minify: true, keepNames: true };
const packageJson = () => JSON.parse(readFileSync(at('package.json'), 'utf8'));
const version = () => JSON.stringify(packageJson().version);
const program = { ...node, target: 'node20', banner: { js: '#!/usr/bin/env node' } };
const shared = ['package.json', 'package-lock.json', 'tsconfig.json'];
// What the program for administrators brings besides itself and the wheel.
const packed = ['docs', 'examples', 'images', 'lifecycle-scripts', 'README.md', 'CHANGELOG.md', 'LICENSE', 'NOTICE'];

/** Each target: the folders and files it is made from, what it makes, and how. Those it needs are built first. */
const targets = {
  agent: {
    from: ['src/agent', 'src/studio', 'src/aws', 'src/protocol', ...shared],
    makes: agentBundle,
    // In parts, read when they are needed: the SDK takes 14 MB, and an agent that nobody looks at does without it.
    async build() {
      rmSync(at(agentFolder), { recursive: true, force: true });
      const licences = await bundle({
        ...node,
        format: 'esm',
        splitting: true,
        target: 'node18',
        entryPoints: { agent: 'src/agent/main.ts' },
        outdir: agentFolder,
        outExtension: { '.js': '.mjs' },
        // Some packages still ask for Node's modules by `require`.
        banner: {
          js: "import { createRequire as studioloRequire } from 'node:module'; const require = studioloRequire(import.meta.url);",
        },
        define: { STUDIOLO_VERSION: version() },
      });
      // Started once a minute: one file without what it does not use, whose names are for stack traces alone.
      await bundleFile({
        ...node,
        target: 'node18',
        entryPoints: ['src/agent/keep-awake/main.ts'],
        mainFields: ['module', 'main'],
        keepNames: false,
        plugins: [textsFromFile],
        outfile: `${agentFolder}/look.cjs`,
        define: { STUDIOLO_VERSION: version() },
      });
      const { size } = statSync(at(`${agentFolder}/look.cjs`));
      if (size > largestLook)
        throw new SetupError(
          `look.cjs has ${size} bytes, more than ${largestLook}: does something of it import zod and not zod/mini?`,
        );
      writeFileSync(at(agentFolder, 'messages.json'), JSON.stringify(await messageTexts()));
      writeFileSync(at(`${agentBundle}.licences.txt`), licences);
    },
  },
  // What the wheel brings of the command line: the commands for an app, on as old a Node.js as the agent runs on.
  'app-cli': {
    from: ['src/cli', 'src/protocol', ...shared],
    makes: appCliBundle,
    build: () =>
      bundleFile({
        ...node,
        target: 'node18',
        entryPoints: ['src/cli/app/main.ts'],
        outfile: appCliBundle,
        define: { STUDIOLO_VERSION: version() },
      }),
  },
  cli: {
    from: [
      ...['admin', 'aws', 'cli', 'emulator', 'iam', 'protocol', 'studio'].map((name) => `src/${name}`),
      'lifecycle-scripts',
      ...shared,
    ],
    makes: 'dist/studiolo.cjs',
    build: () =>
      bundleFile({
        ...program,
        entryPoints: ['src/cli/main.ts'],
        // Their modules leave out what is not used; the SDK's other form carries every operation of a service.
        mainFields: ['module', 'main'],
        // The names of functions are for stack traces alone, and take 9 MB of every command.
        keepNames: false,
        plugins: [singleCommands],
        outfile: 'dist/studiolo.cjs',
        loader: { '.sh': 'text' },
        define: { STUDIOLO_VERSION: version() },
      }),
  },
  demo: {
    from: ['src/demo', ...shared],
    makes: 'dist/demo.cjs',
    build: () => bundleFile({ ...program, entryPoints: ['src/demo/main.ts'], outfile: 'dist/demo.cjs' }),
  },
  labextension: {
    from: [
      ...['src/index.ts', 'src/container.ts', 'src/frontend', 'src/protocol', 'style', 'schema', 'install.json'],
      ...['scripts/labextension.mjs', 'scripts/webpack.config.cjs', ...shared],
    ],
    makes: 'dist/labextension/package.json',
    build: () =>
      buildLabextension({
        bundle,
        dependencies: Object.keys(packageJson().dependencies),
        async builder() {
          const environment = await ensureEnvironment('lab-4.4');
          await run('labextension', path.join(environment, 'bin', 'jupyter'), ['labextension', 'build', '.'], {
            env: { PATH: `${path.join(environment, 'bin')}:${process.env.PATH}` },
          });
        },
      }),
  },
  // What a translator of the panel begins with.
  translations: {
    from: ['src/frontend', 'scripts/translations.mjs'],
    makes: 'dist/studiolo.pot',
    async build() {
      const { template } = await import('./translations.mjs');
      mkdirSync(at('dist'), { recursive: true });
      writeFileSync(at('dist/studiolo.pot'), template(root, 'src/frontend'));
    },
  },
  wheel: {
    needs: ['agent', 'app-cli', 'labextension'],
    from: ['src/door', 'dist/labextension', 'pyproject.toml', 'install.json', 'README.md', 'LICENSE', 'package.json'],
    makes: 'dist/studiolo.whl.json',
    async build() {
      for (const name of existsSync(at('dist')) ? readdirSync(at('dist')) : []) {
        if (/\.(whl|tar\.gz)$/.test(name)) rmSync(at('dist', name));
      }
      const environment = await ensureEnvironment('lab-4.4');
      await run('wheel', path.join(environment, 'bin', 'python'), [
        '-m',
        'build',
        '--no-isolation',
        '--outdir',
        'dist',
        '.',
      ]);
      const wheels = readdirSync(at('dist')).filter((name) => name.endsWith('.whl'));
      if (wheels.length !== 1)
        throw new SetupError(`expected one wheel in dist, found ${wheels.length}: ${wheels.join(', ')}`);
      writeFileSync(
        at('dist', 'studiolo.whl.json'),
        JSON.stringify({ wheel: at('dist', wheels[0]), hash: hashOf([`dist/${wheels[0]}`]) }),
      );
    },
  },
  // The program for administrators, as `npm install --global` takes it: without what only the labextension is built from.
  tarball: {
    needs: ['cli', 'wheel'],
    from: ['dist/studiolo.cjs', 'dist/studiolo.whl.json', ...packed, 'package.json'],
    makes: 'dist/studiolo.tgz.json',
    async build() {
      for (const name of readdirSync(at('dist'))) if (name.endsWith('.tgz')) rmSync(at('dist', name));
      const folder = path.join(cache, 'tarball');
      rmSync(folder, { recursive: true, force: true });
      const { wheel } = await buildWheel();
      const programs = [at('dist', 'studiolo.cjs'), at('dist', 'studiolo.cjs.licences.txt'), wheel];
      for (const file of programs) cpSync(file, path.join(folder, 'dist', path.basename(file)));
      for (const name of packed) cpSync(at(name), path.join(folder, name), { recursive: true });
      const { name, version, description, keywords, license, author, bin } = packageJson();
      const engines = { node: '>=20' };
      const made = { name, version, description, keywords, license, author, engines, bin };
      writeFileSync(path.join(folder, 'package.json'), JSON.stringify(made, null, 2));
      await run('tarball', 'npm', ['pack', '--pack-destination', at('dist')], { cwd: folder });
      writeFileSync(at(this.makes), JSON.stringify({ tarball: at('dist', `${name}-${version}.tgz`) }));
    },
  },
};

function filesBelow(name) {
  if (!existsSync(at(name))) return [];
  try {
    return readdirSync(at(name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    if (error.code === 'ENOTDIR') return [at(name)];
    throw error;
  }
}

function hashOf(names) {
  const hash = createHash('sha256');
  for (const file of names.flatMap(filesBelow))
    hash.update(path.relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Builds a target and those it needs. Returns the absolute path of what it makes. */
export const build = (name) => once(`target ${name}`, () => built(name));

async function built(name) {
  const target = targets[name];
  if (!target) throw new SetupError(`no target ${name}; there are ${Object.keys(targets).join(', ')}`);
  for (const needed of target.needs ?? []) await build(needed);
  const made = at(target.makes);
  const marker = path.join(cache, 'build', name);
  const hash = hashOf(target.from);
  if (existsSync(made) && existsSync(marker) && readFileSync(marker, 'utf8') === hash) return made;
  rmSync(marker, { force: true });
  await step(`build ${name}`, () => target.build());
  mkdirSync(path.dirname(marker), { recursive: true });
  writeFileSync(marker, hashOf(target.from));
  return made;
}

/** The wheel, built where it is not: its path and the hash of its content. */
export async function buildWheel() {
  return JSON.parse(readFileSync(await build('wheel'), 'utf8'));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await main(async () => {
    // npm runs `prepare` right after it has installed the packages.
    if (process.env.npm_lifecycle_event !== 'prepare') await ensureNpmPackages();
    const asked = process.argv.slice(2);
    for (const name of asked.length > 0 ? asked : Object.keys(targets)) await build(name);
  });
}
