import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod/mini';
import { FollowedJob } from '../../src/protocol/job';
import { makeConda, useChannel } from '../conda/conda';
import { AgentProcesses, until, type AgentProcess } from './agent-process';
import { labEnvironment } from './jupyter';
import { newHome } from './place';

jest.setTimeout(60_000);

const folder = newHome();
const homes: string[] = [];
let agents: AgentProcesses;
let bin = '';
let channel = '';

beforeAll(() => {
  agents = new AgentProcesses(folder);
  ({ bin, channel } = makeConda(folder, labEnvironment));
});
afterAll(() => {
  agents.end();
  for (const made of [...homes, folder]) rmSync(made, { recursive: true, force: true });
});

function home(): string {
  const made = newHome();
  homes.push(made);
  useChannel(made, channel);
  return made;
}

const start = (at: string, programs = bin) =>
  agents.start({ home: at, prefix: labEnvironment, variables: { PATH: `${programs}:${process.env['PATH']}` } });
const create = (agent: AgentProcess, name: string, packages: string[]) =>
  agent.ask('POST', 'environments/create', { from: 'packages', name, packages });
const begun = async (agent: AgentProcess, name: string, packages: string[]) =>
  z.partial(FollowedJob).parse(JSON.parse((await create(agent, name, packages)).text)).id ?? '';
const prefixOf = (at: string, name: string) => path.join(at, '.conda', 'envs', name);

test('what was being made when the agent was killed is waited for, then cleared away, and nothing else', async () => {
  const at = home();
  const prefix = prefixOf(at, 'halfway');
  const first = await start(at);
  const whole = await begun(first, 'whole', ['alpha']);
  await until(async () => (await first.job(whole)).outcome.kind === 'done');
  const halfway = await begun(first, 'halfway', ['alpha', 'slow']);
  await until(async () => (await first.job(halfway)).log.includes('Linking slow') && marked(prefix));
  first.kill();

  // What the first had started works on, and holds the lock.
  const second = await start(at);
  const refused = await create(second, 'halfway', ['alpha']);
  expect(refused.status).toBe(409);
  expect(refused.text).toContain('"being-changed","values":{"name":"halfway"}');
  expect(existsSync(prefix)).toBe(true);

  writeFileSync(path.join(at, 'go-on'), '');
  await until(() => second.log().includes(`clearing away ${prefix}`) && !existsSync(prefix));
  expect(existsSync(path.join(prefixOf(at, 'whole'), 'conda-meta', 'alpha-2.0-0.json'))).toBe(true);
  await until(async () => (await create(second, 'halfway', ['alpha'])).status === 202);
  expect(readdirSync(path.dirname(prefix)).filter((name) => name.startsWith('.'))).toEqual([]);
});

/** A program that has made so much of an environment when its app is stopped. */
function programThatMakes(at: string, commands: string): string {
  const programs = path.join(at, 'bin');
  mkdirSync(programs);
  const find = 'while [ $# -gt 0 ]; do [ "$1" = --prefix ] && p=$2; shift; done';
  writeFileSync(path.join(programs, 'micromamba'), `#!/bin/bash\n${find}\n${commands}\nexec sleep 600\n`);
  chmodSync(path.join(programs, 'micromamba'), 0o755);
  return programs;
}

const marked = (prefix: string) =>
  existsSync(prefix) && readdirSync(prefix).some((name) => name.startsWith('.studiolo-making-'));

/** Whether the claim has been refreshed since it was made. */
function refreshed(at: string, prefix: string): boolean {
  const locks = path.join(at, '.cache', 'studiolo', 'locks');
  return readdirSync(locks).some((name) => statSync(path.join(locks, name)).mtimeMs > statSync(prefix).ctimeMs);
}

/** Everything ends at once while `ml` is being made, as when its app is stopped. */
async function stoppedHalfway(commands = 'mkdir -p $p/conda-meta') {
  const at = home();
  const programs = programThatMakes(at, commands);
  const prefix = prefixOf(at, 'ml');
  const first = await start(at, programs);
  await begun(first, 'ml', ['python']);
  await until(() => marked(prefix) && refreshed(at, prefix));
  const [program = ''] = readFileSync(`/proc/${first.child.pid}/task/${first.child.pid}/children`, 'utf8').split(' ');
  first.kill();
  process.kill(-Number(program), 'SIGKILL');
  return { at, prefix, next: () => start(at, programs) };
}

function byHand(prefix: string): void {
  mkdirSync(path.join(prefix, 'conda-meta'), { recursive: true });
  writeFileSync(path.join(prefix, 'conda-meta', 'python-3.12.0-0.json'), '{}');
  mkdirSync(path.join(prefix, 'etc'));
  writeFileSync(path.join(prefix, 'etc', 'my-model.yml'), 'weeks of work');
}
const work = (prefix: string) => readFileSync(path.join(prefix, 'etc', 'my-model.yml'), 'utf8');
const settled = (agent: AgentProcess, prefix: string) =>
  until(() => agent.log().includes(`clearing away ${prefix}`) || agent.log().includes(`leaving ${prefix}`));

test('what its maker left is cleared away by the next agent', async () => {
  const { next, prefix } = await stoppedHalfway();
  const agent = await next();
  await until(() => agent.log().includes(`clearing away ${prefix}`) && !existsSync(prefix));
});

test('what its maker left when it was told to end is cleared away too, with what its program did at its end', async () => {
  const at = home();
  // Nobody reads what it says of its `sleep` that was ended.
  const last =
    "trap '' PIPE; trap 'sleep 1; touch $p/conda-meta/last; exit' TERM; mkdir -p $p/conda-meta; while true; do sleep 0.1; done";
  const prefix = prefixOf(at, 'ml');
  const first = await start(at, programThatMakes(at, last));
  await begun(first, 'ml', ['python']);
  // The program heeds what it is told from when it has made this.
  await until(() => marked(prefix) && existsSync(path.join(prefix, 'conda-meta')));
  first.child.kill('SIGTERM');
  await until(() => existsSync(path.join(prefix, 'conda-meta', 'last')));
  await wait(500);
  const second = await start(at);
  await until(() => second.log().includes(`clearing away ${prefix}`) && !existsSync(prefix));
});

test('what was made by hand at the same place is not what was left, and stays', async () => {
  const { next, prefix } = await stoppedHalfway();
  rmSync(prefix, { recursive: true });
  byHand(prefix);
  const agent = await next();
  await settled(agent, prefix);
  expect(work(prefix)).toBe('weeks of work');
});

test('what was left and is worked in since by hand stays, without our marker', async () => {
  const { next, prefix } = await stoppedHalfway();
  await wait(500);
  byHand(prefix);
  const agent = await next();
  await settled(agent, prefix);
  expect(agent.log()).toContain('it was worked in since');
  await until(() => !marked(prefix));
  expect(work(prefix)).toBe('weeks of work');
});

test.each([
  ['a copy of it', (prefix: string, other: string) => (renameSync(prefix, other), byHand(prefix))],
  [
    'a link to it',
    (prefix: string, other: string) => (renameSync(prefix, other), byHand(other), symlinkSync(other, prefix)),
  ],
])('%s that has taken its place stays', async (_, replace) => {
  const { at, next, prefix } = await stoppedHalfway();
  replace(prefix, path.join(at, 'elsewhere'));
  const agent = await next();
  await settled(agent, prefix);
  expect(work(prefix)).toBe('weeks of work');
});

test('a note that names a path alone, as an older agent left it, removes nothing', async () => {
  const at = home();
  const prefix = prefixOf(at, 'ml');
  byHand(prefix);
  const locks = path.join(at, '.cache', 'studiolo', 'locks');
  mkdirSync(locks, { recursive: true });
  writeFileSync(path.join(locks, 'a.lock'), `${prefix}\n`);
  writeFileSync(path.join(locks, 'b.lock'), '{"folder":"/"}\n');
  // Whole again with the next that is made: by then the search for what was left is over.
  const agent = await start(at);
  const made = await begun(agent, 'other', ['alpha']);
  await until(async () => (await agent.job(made)).outcome.kind === 'done');
  expect(agent.log()).not.toContain('clearing away');
  expect(work(prefix)).toBe('weeks of work');
});
