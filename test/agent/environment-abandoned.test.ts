import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildSync } from 'esbuild';
import { FollowedJob } from '../../src/protocol/job';
import { makeConda, useChannel } from '../conda/conda';
import { labEnvironment } from './jupyter';
import { newHome } from './place';

jest.setTimeout(60_000);

const folder = newHome();
const home = newHome();
const bundle = path.join(folder, 'agent.cjs');
const running: ChildProcess[] = [];
let bin = '';

beforeAll(() => {
  buildSync({
    entryPoints: ['src/agent/main.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
  });
  const conda = makeConda(folder, labEnvironment);
  bin = conda.bin;
  useChannel(home, conda.channel);
});
afterAll(() => {
  for (const child of running) child.kill('SIGKILL');
  for (const made of [home, folder]) rmSync(made, { recursive: true, force: true });
});

interface Running {
  child: ChildProcess;
  log(): string;
  ask(method: string, where: string, body?: unknown): Promise<{ status: number; text: string }>;
}

/** The agent as the door starts it, in one home. */
async function agent(): Promise<Running> {
  const socketPath = path.join(newHome(), 'agent.sock');
  const env = {
    PATH: `${bin}:${process.env['PATH']}`,
    HOME: home,
    STUDIOLO_METADATA_FILE: path.join(home, 'none.json'),
  };
  const child = spawn(process.execPath, [bundle], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  running.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const server = { url: 'http://127.0.0.1:9/', token: '', rootDir: home, prefix: labEnvironment };
  child.stdin.write(`${JSON.stringify({ socket: socketPath, server })}\n`);
  await until(() => output.includes('agent ready'));
  const ask = (method: string, where: string, body?: unknown) =>
    new Promise<{ status: number; text: string }>((resolve, reject) => {
      const asked = request({ socketPath, path: `/api/${where}`, method }, (answer) => {
        let text = '';
        answer.on('data', (part) => (text += part)).on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      });
      asked.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
  return { child, ask, log: () => output };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(20);
}

const prefix = path.join(home, '.conda', 'envs', 'halfway');

test('what was being made when the agent was killed is waited for, then cleared away, and nothing else', async () => {
  const first = await agent();
  const begun = async (name: string, packages: string[]) =>
    FollowedJob.partial().parse(
      JSON.parse((await first.ask('POST', 'environments/create', { from: 'packages', name, packages })).text),
    ).id ?? '';
  const job = async (id: string) => FollowedJob.parse(JSON.parse((await first.ask('GET', `jobs/${id}`)).text));
  const whole = await begun('whole', ['alpha']);
  await until(async () => (await job(whole)).outcome.kind === 'done');
  const halfway = await begun('halfway', ['alpha', 'slow']);
  await until(async () => (await job(halfway)).log.includes('Linking slow'));
  first.child.kill('SIGKILL');

  // What the first had started works on, and holds the lock.
  const second = await agent();
  const refused = await second.ask('POST', 'environments/create', {
    from: 'packages',
    name: 'halfway',
    packages: ['alpha'],
  });
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('halfway is being changed by another action.');
  expect(existsSync(prefix)).toBe(true);

  writeFileSync(path.join(home, 'go-on'), '');
  await until(() => second.log().includes(`clearing away ${prefix}`) && !existsSync(prefix));
  expect(existsSync(path.join(home, '.conda', 'envs', 'whole', 'conda-meta', 'alpha-2.0-0.json'))).toBe(true);
  await until(async () => {
    const again = await second.ask('POST', 'environments/create', {
      from: 'packages',
      name: 'halfway',
      packages: ['alpha'],
    });
    return again.status === 202;
  });
});
