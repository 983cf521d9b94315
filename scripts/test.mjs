// `npm test [-- SUITE…]`: sets up what is missing and runs the suites, all of them by default, two at a time.
// The last line counts every test of every suite together; a suite that cannot run counts as a failure.
import { AsyncLocalStorage } from 'node:async_hooks';
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build, buildWheel } from './build.mjs';
import { ensureBrowser } from './setup/browser.mjs';
import { ensurePrograms } from './setup/debian.mjs';
import { ensureLifecycleRoot } from './setup/lifecycle.mjs';
import { ensureNode, nodeVersions } from './setup/node.mjs';
import { ensureNpmPackages } from './setup/npm.mjs';
import { at, cache, root } from './setup/paths.mjs';
import { ensureEnvironment, ensureWheel, labVersions } from './setup/python.mjs';
import { writePython } from './script-python.mjs';
import { main, SetupError } from './setup/step.mjs';

const results = path.join(cache, 'results');

/** Where the programs of the suite that runs write: a file's descriptor, or `inherit`. */
const output = new AsyncLocalStorage();

/** What failed, a line each with the beginning of why: said together at the end, where a long output is not read. */
const failures = [];
const firstLines = (message) =>
  stripVTControlCharacters(message)
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 4)
    .join(' | ')
    .slice(0, 400);

/** Runs a program, its output to where its suite's goes; resolves with its exit code. */
function show(command, args, env = {}) {
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', output.getStore(), output.getStore()],
  });
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new SetupError(`${command} could not be started: ${error.message}`)));
    child.once('close', (code, signal) => resolve(signal ? 1 : code));
  });
}

/** A program that passes or fails as a whole. */
async function check(command, args) {
  const code = await show(command, args);
  if (code === 0) return { passed: 1, failed: 0 };
  failures.push(`${path.basename(command)} ${args.join(' ')}`);
  return { passed: 0, failed: 1 };
}

const bin = (name) => at('node_modules', '.bin', name);
const sum = (counts) =>
  counts.reduce((a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed }), { passed: 0, failed: 0 });

/** A run whose report is missing, or that ended badly though no test failed, is one failure more. */
const judged = (code, counts) => (code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts);

async function jest(projects, env = {}, args = []) {
  const report = path.join(results, `jest-${projects.join('-')}.json`);
  rmSync(report, { force: true });
  const code = await show(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      at('node_modules', 'jest', 'bin', 'jest.js'),
      '--selectProjects',
      ...projects,
      '--json',
      '--outputFile',
      report,
      ...args,
    ],
    env,
  );
  if (!existsSync(report)) {
    failures.push(`jest wrote no report for ${projects.join(', ')}`);
    return { passed: 0, failed: 1 };
  }
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  for (const { name, message, assertionResults } of testResults) {
    const file = path.relative(root, name);
    const failed = assertionResults.filter(({ status }) => status !== 'passed');
    for (const { fullName, status, failureMessages } of failed)
      failures.push(`${file}: ${fullName}: ${firstLines(failureMessages[0] ?? status)}`);
    if (assertionResults.length === 0) failures.push(`${file}: ${firstLines(message)}`);
  }
  return judged(code, { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites + numPendingTests });
}

async function pytest(environment, folder, env = {}) {
  const report = path.join(results, `pytest-${folder.replaceAll('/', '-')}.xml`);
  rmSync(report, { force: true });
  const python = path.join(await ensureEnvironment(environment), 'bin', 'python');
  const code = await show(
    python,
    ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '--timeout=600', `--junitxml=${report}`, folder],
    env,
  );
  if (!existsSync(report)) {
    failures.push(`pytest wrote no report for ${folder}`);
    return { passed: 0, failed: 1 };
  }
  const written = readFileSync(report, 'utf8');
  const [, attributes] = /<testsuite ([^>]*)>/.exec(written);
  for (const [, name, why] of written.matchAll(
    /<testcase classname="[^"]*" name="([^"]*)"[^>]*><(?:failure|error|skipped)[^>]* message="([^"]*)"/g,
  ))
    failures.push(`${folder}: ${name}: ${firstLines(why.replaceAll('&#10;', '\n'))}`);
  const count = (name) => Number(new RegExp(`\\b${name}="(\\d+)"`).exec(attributes)[1]);
  // A skipped test is a failure: what could not be run has not been shown to hold.
  const failed = count('failures') + count('errors') + count('skipped');
  return judged(code, { passed: count('tests') - failed, failed });
}

/** What tests need to know of this machine, given to them by the environment. */
async function parts() {
  const { wheel, hash } = await buildWheel();
  const cli = await build('cli');
  return {
    wheel,
    hash,
    env: {
      STUDIOLO_CLI: cli,
      STUDIOLO_WHEEL: wheel,
      STUDIOLO_LAB_ENV: at('.venv', 'lab-4.4'),
      STUDIOLO_CONDA_ENV: at('.venv', 'conda'),
      STUDIOLO_NODE: process.execPath,
    },
  };
}

const suites = {
  async lint() {
    const tools = path.join(await ensureEnvironment('tools'), 'bin');
    const ruff = path.join(tools, 'ruff');
    const python = ['src/door', 'test', 'docs'];
    const inScripts = path.join(cache, 'script-python');
    writePython(at('lifecycle-scripts'), inScripts);
    const scriptRules = at('scripts', 'script-python.ruff.toml');
    return sum([
      await check(bin('eslint'), ['.']),
      await check(bin('prettier'), ['--check', '--log-level', 'warn', '.', '!.cache']),
      await check(ruff, ['check', '--no-cache', ...python]),
      await check(ruff, ['format', '--check', '--no-cache', ...python]),
      await check(process.execPath, [at('scripts', 'docs.mjs')]),
      await check(ruff, ['check', '--no-cache', '--config', scriptRules, inScripts]),
      await check(path.join(tools, 'mypy'), ['--config-file', at('scripts', 'script-python.mypy.ini'), inScripts]),
    ]);
  },
  types: () => check(bin('tsc'), ['--noEmit']),
  async unit() {
    // The last ones follow the documentation, as its readers do.
    const programs = { git: 'git', tmux: 'tmux', top: 'procps', jq: 'jq', curl: 'curl', openssl: 'openssl' };
    // Shells are typed at with Tab.
    const shells = { zsh: 'zsh', fish: 'fish' };
    await ensurePrograms({ ...programs, ...shells, unshare: 'util-linux', ip: 'iproute2' }, 'the unit suite');
    await ensureEnvironment('lab-4.4');
    // moto answers for CloudWatch Logs.
    await ensureEnvironment('tools');
    await ensureEnvironment('conda');
    const { env } = await parts();
    await build('tarball');
    const nodes = [];
    for (const major of Object.keys(nodeVersions)) nodes.push(`${major}=${await ensureNode(major)}`);
    // Many wait for what has limits of its own.
    return jest(['rules', 'frontend'], { ...env, STUDIOLO_NODES: nodes.join(',') }, ['--maxWorkers=2']);
  },
  async emulator() {
    const { env: own } = await parts();
    const env = { ...own, STUDIOLO_POLICIES: await ensureEnvironment('policies') };
    return sum([await jest(['emulator'], env), await pytest('tools', 'test/emulator/conformance', env)]);
  },
  async image() {
    await ensurePrograms({ 'docker-registry': 'docker-registry', skopeo: 'skopeo', zstd: 'zstd' }, 'the image suite');
    // moto answers for CodeBuild.
    const tools = await ensureEnvironment('tools');
    const cli = await build('cli');
    return jest(['image'], { STUDIOLO_CLI: cli, STUDIOLO_TOOLS: tools }, ['--maxWorkers=2']);
  },
  async images() {
    const needed = {
      buildah: 'buildah',
      debootstrap: 'debootstrap',
      'docker-registry': 'docker-registry',
      unshare: 'util-linux',
      ip: 'iproute2',
      openssl: 'openssl',
      curl: 'curl',
      podman: 'podman',
    };
    await ensurePrograms(needed, 'the images suite');
    const { wheel } = await buildWheel();
    const cli = await build('cli');
    const hadolint = await ensureEnvironment('hadolint');
    const browser = await ensureBrowser();
    const env = {
      STUDIOLO_CLI: cli,
      STUDIOLO_WHEEL: wheel,
      STUDIOLO_BROWSER: browser,
      STUDIOLO_LAB_ENV: await ensureEnvironment('lab-4.4'),
      STUDIOLO_HADOLINT: path.join(hadolint, 'bin', 'hadolint'),
      STUDIOLO_TOOLS: await ensureEnvironment('tools'),
    };
    return jest(['images'], env, ['--runInBand']);
  },
  async lifecycle() {
    await ensureLifecycleRoot('the lifecycle suite');
    await ensurePrograms({ jq: 'jq', shellcheck: 'shellcheck', shfmt: 'shfmt' }, 'the lifecycle suite');
    await ensureEnvironment('lab-4.4');
    const { env } = await parts();
    const more = { STUDIOLO_TOOLS: await ensureEnvironment('tools'), STUDIOLO_BROWSER: await ensureBrowser() };
    for (const name of ['sagemaker-2', 'sagemaker-core']) await ensureEnvironment(name);
    // Each file has servers and apps of its own, and half of the time they wait.
    return jest(['lifecycle'], { ...env, ...more }, ['--maxWorkers=2']);
  },
  async door() {
    await ensurePrograms({ openssl: 'openssl' }, 'the door suite');
    const { env } = await parts();
    await build('tarball');
    const more = { ...env, STUDIOLO_PACKAGING: await ensureEnvironment('packaging') };
    return sum([await pytest('lab-4.4', 'test/door', env), await pytest('lab-4.4', 'test/packaging', more)]);
  },
  async browser() {
    await ensurePrograms({ git: 'git' }, 'the browser suite');
    // Environments are made in the browser suite, too.
    await ensureEnvironment('conda');
    const { env, wheel, hash } = await parts();
    for (const version of labVersions) await ensureWheel(await ensureEnvironment(`lab-${version}`), wheel, hash);
    const browser = await ensureBrowser();
    // The site of the documentation is looked at, too.
    if ((await check(process.execPath, [at('scripts', 'docs.mjs')])).failed) return { passed: 0, failed: 1 };
    return jest(['browser'], { ...env, STUDIOLO_BROWSER: browser }, ['--runInBand']);
  },
};

/**
 * The suites that run after each other; the lanes run beside each other and take about as long. Those that make and
 * enter file systems of images share what they make.
 */
const lanes = [
  ['lint', 'types', 'images', 'lifecycle', 'emulator', 'image'],
  ['unit', 'door', 'browser'],
];

/** Runs one suite; `log` is a file for its output, which is shown whole when it has ended. */
async function counted(name, log) {
  const started = Date.now();
  process.stdout.write(`\n== ${name} begins\n`);
  const descriptor = log && openSync(log, 'w');
  let trouble = '';
  const count = await output.run(descriptor ?? 'inherit', suites[name]).catch((error) => {
    trouble = `${error instanceof SetupError ? error.message : error.stack}\n`;
    failures.push(`${name}: ${firstLines(trouble)}`);
    return { passed: 0, failed: 1 };
  });
  if (log) closeSync(descriptor);
  const seconds = ((Date.now() - started) / 1000).toFixed(0);
  process.stdout.write(
    `${log ? `\n== ${name}\n${readFileSync(log, 'utf8')}` : ''}${trouble}== ${name}: ${count.passed} passed, ${count.failed} failed in ${seconds} s\n`,
  );
  return count;
}

await main(async () => {
  const asked = process.argv.slice(2);
  const unknown = asked.find((name) => !(name in suites));
  if (unknown) throw new SetupError(`no suite ${unknown}; there are ${Object.keys(suites).join(', ')}`);
  await ensureNpmPackages();
  mkdirSync(results, { recursive: true });
  const wanted = lanes.map((lane) => lane.filter((name) => asked.length === 0 || asked.includes(name)));
  const alone = wanted.flat().length === 1;
  const counts = await Promise.all(
    wanted.map(async (lane) => {
      const ended = [];
      for (const name of lane) ended.push(await counted(name, alone ? undefined : path.join(results, `${name}.log`)));
      return ended;
    }),
  );
  const { passed, failed } = sum(counts.flat());
  if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.map((line) => `  ${line}\n`).join('')}`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});
