import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { umask } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { newHome, spaceMetadata } from './place';

jest.setTimeout(60_000);

const bundle = path.join(newHome(), 'agent.cjs');
const token = 'a-secret-of-the-server';
const running: ChildProcess[] = [];

beforeAll(() => {
  buildSync({
    entryPoints: ['src/agent/main.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    define: { STUDIOLO_VERSION: '"0.0.0"' },
  });
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

interface Started {
  child: ChildProcess;
  output: { stdout: string; stderr: string };
  exit: Promise<number | null>;
}

function start(input: string, agents = path.join(newHome(), 'agents'), home = newHome()): Started {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    STUDIOLO_METADATA_FILE: path.join(home, 'metadata.json'),
    STUDIOLO_LAST_ACTIVE_FILE: path.join(home, 'last-active'),
    STUDIOLO_AGENTS: agents,
  };
  const child = spawn(process.execPath, [bundle], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  running.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => (output.stdout += text));
  child.stderr.on('data', (text) => (output.stderr += text));
  child.stdin.write(input);
  return { child, output, exit: once(child, 'exit').then(([code]) => code) };
}

const line = (socket: string) =>
  `${JSON.stringify({ socket, server: { url: 'http://127.0.0.1:9/', token, rootDir: '/tmp', prefix: '/usr' } })}\n`;

async function ready(socket: string, input = line(socket), agents?: string, home?: string): Promise<Started> {
  const started = start(input, agents, home);
  while (!started.output.stdout.includes('studiolo agent ready\n')) {
    if (started.child.exitCode !== null) throw new Error(started.output.stderr);
    await wait(20);
  }
  return started;
}

async function eventually(holds: () => boolean): Promise<void> {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 1500) throw new Error(`still not so: ${holds}`);
    await wait(20);
  }
}

function post(socketPath: string, url: string, body: object): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: url, method: 'POST', headers: { 'content-type': 'application/json' } }, (answer) =>
      answer.resume().on('end', () => resolve(answer.statusCode)),
    )
      .on('error', reject)
      .end(JSON.stringify(body));
  });
}

function status(socketPath: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request({ socketPath, path: '/api/snapshot' }, (answer) =>
      answer.resume().on('end', () => resolve(answer.statusCode)),
    )
      .on('error', reject)
      .end();
  });
}

test('the agent serves this user alone, keeps the token to itself, and ends when its stdin does', async () => {
  const socket = path.join(newHome(), 'agent.sock');
  const { child, output, exit } = await ready(socket);
  expect(statSync(socket).mode & 0o777).toBe(0o600);
  expect(await status(socket)).toBe(200);
  expect(readFileSync(`/proc/${child.pid}/environ`, 'utf8')).not.toContain(token);
  expect(readFileSync(`/proc/${child.pid}/cmdline`, 'utf8')).not.toContain(token);
  child.stdin?.end();
  expect(await exit).toBe(0);
  expect(output).toEqual({ stdout: 'studiolo agent ready\n', stderr: '' });
});

test('the socket of an agent that was killed is taken over, that of one that answers is not', async () => {
  const socket = path.join(newHome(), 'agent.sock');
  const killed = await ready(socket);
  killed.child.kill('SIGKILL');
  await killed.exit;
  expect(statSync(socket).isSocket()).toBe(true);
  await ready(socket);
  const third = start(line(socket));
  expect(await third.exit).toBe(1);
  expect(third.output.stderr).toContain(`another agent answers on ${socket}`);
  expect(await status(socket)).toBe(200);
});

test('an agent that is started again keeps the app awake for what is left of an asked time, with no page open', async () => {
  const home = newHome();
  writeFileSync(path.join(home, 'metadata.json'), JSON.stringify(spaceMetadata('d-keepawake', 'lab')));
  mkdirSync(path.join(home, '.cache', 'studiolo'), { recursive: true });
  const at = new Date(Date.now() - 60_000).toISOString();
  const asked = { id: 'one', at, until: new Date(Date.now() + 3_600_000).toISOString() };
  writeFileSync(path.join(home, '.cache', 'studiolo', 'keep-awake-asked.json'), JSON.stringify(asked));
  const socket = path.join(home, 'agent.sock');
  await ready(socket, line(socket), undefined, home);
  const file = path.join(home, 'last-active');
  while (!existsSync(file)) await wait(20);
  // As the extension reads it: %Y-%m-%dT%H:%M:%S.%fZ, by whatever user.
  expect(readFileSync(file, 'utf8')).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(readFileSync(file, 'utf8') <= new Date().toISOString()).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o644);
});

test('an agent tells its own user where it is, and takes that back when it ends', async () => {
  const home = newHome();
  const [socket, agents] = [path.join(home, 'agent.sock'), path.join(home, 'agents')];
  const { child, exit } = await ready(socket, line(socket), agents);
  expect(statSync(agents).mode & 0o777).toBe(0o700);
  const text = readFileSync(path.join(agents, `${child.pid}.json`), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ pid: child.pid, socket, serverUrl: 'http://127.0.0.1:9/' });
  expect(text).not.toContain(token);
  child.stdin?.end();
  expect(await exit).toBe(0);
  expect(readdirSync(agents)).toEqual([]);
  expect(existsSync(socket)).toBe(false);
});

test('what the agent and its programs make has the umask of its user, and only its own sockets and notes are closed', async () => {
  const home = newHome();
  const tool = path.join(home, '.local', 'bin', 'micromamba');
  mkdirSync(path.dirname(tool), { recursive: true });
  // As conda: a folder and a file in it, of whatever mode the umask leaves.
  const make =
    'while [ "$1" != --prefix ]; do shift; done; mkdir -p "$2/conda-meta" && echo made >"$2/conda-meta/history"';
  writeFileSync(tool, `#!/bin/sh\n[ "$1" = --version ] && exec echo 2.0.5\n${make}\n`, { mode: 0o755 });
  const [socket, agents] = [path.join(home, 'agent.sock'), path.join(home, 'agents')];
  const usual = umask(0o027);
  const started = ready(socket, line(socket), agents, home);
  umask(usual);
  await started;
  const asked = { from: 'packages', name: 'trial', packages: ['python'] };
  expect(await post(socket, '/api/environments/create', asked)).toBe(202);
  const environments = path.join(home, '.conda', 'envs');
  const history = path.join(environments, 'trial', 'conda-meta', 'history');
  await eventually(() => existsSync(history));
  const modes = [environments, path.join(environments, 'trial'), history, socket, agents].map(
    (made) => statSync(made).mode & 0o777,
  );
  expect(modes).toEqual([0o750, 0o750, 0o640, 0o600, 0o700]);
});

test('an agent does not tell where it is in a folder that others may enter, and says so', async () => {
  const home = newHome();
  const [socket, agents] = [path.join(home, 'agent.sock'), path.join(home, 'agents')];
  mkdirSync(agents);
  chmodSync(agents, 0o755);
  const { output } = await ready(socket, line(socket), agents);
  expect(await status(socket)).toBe(200);
  expect(readdirSync(agents)).toEqual([]);
  expect(output.stderr).toContain(`${agents} is not a folder of this user alone`);
});

test.each([
  ['{"socket":"/tmp/x","token":"a-secret-of-the-server"\n', 'not JSON'],
  ['{"socket":"relative","server":{"token":"a-secret-of-the-server"}}\n', 'socket'],
])('a first line that does not fit is refused without quoting it', async (input, told) => {
  const { output, exit } = start(input);
  expect(await exit).toBe(1);
  expect(output.stderr).toContain(told);
  expect(output.stderr).not.toContain(token);
  expect(output.stderr).not.toMatch(/\n\s+at /);
});
