import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cache, root } from './paths.mjs';

/** What went wrong, in words for the person at the terminal; `main` prints it without a stack trace. */
export class SetupError extends Error {}

/** Package managers keep their caches inside the project, so that nothing is written outside it. */
const environment = {
  ...process.env,
  npm_config_cache: path.join(cache, 'npm'),
  npm_config_update_notifier: 'false',
  PIP_CACHE_DIR: path.join(cache, 'pip'),
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
  PIP_ROOT_USER_ACTION: 'ignore',
};

const interactive = process.stderr.isTTY;

/** Says on stderr what is being done, with a clock that ticks while it lasts, and how long it took. */
export async function step(title, work) {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const line = (mark, tail = '') => `${interactive ? '\r\x1b[2K' : ''}${mark} ${title}${tail}`;
  const ticking = interactive ? setInterval(() => process.stderr.write(line('…', ` ${seconds()}`)), 200) : undefined;
  if (!interactive) process.stderr.write(`… ${title}\n`);
  try {
    const result = await work();
    process.stderr.write(`${line('✓', ` ${seconds()}`)}\n`);
    return result;
  } catch (error) {
    process.stderr.write(`${line('✗', ` ${seconds()}`)}\n`);
    throw error;
  } finally {
    clearInterval(ticking);
  }
}

/**
 * Runs a program quietly, its output in `.cache/log/<log>.log`; a failure shows the last lines of it and its path.
 * `also` may hold environment variables and a working folder.
 */
export async function run(log, command, args, { env = {}, cwd = root } = {}) {
  const file = path.join(cache, 'log', `${log}.log`);
  mkdirSync(path.dirname(file), { recursive: true });
  const output = createWriteStream(file);
  const child = spawn(command, args, { cwd, env: { ...environment, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  const code = await new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new SetupError(`${command} could not be started: ${error.message}`)));
    child.once('close', resolve);
  });
  await new Promise((resolve) => output.end(resolve));
  if (code === 0) return;
  const tail = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-25).join('\n');
  throw new SetupError(
    `${[command, ...args].join(' ')} ended with code ${code}; its last lines:\n${tail}\n(all of it: ${path.relative(root, file)})`,
  );
}

/** Runs a script's `main`; a SetupError is told in one paragraph, anything else is a bug and keeps its stack. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
