import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildLook } from './look-program';
import { newHome, spaceMetadata } from './place';

// Processes start, and other suites run beside this one.
jest.setTimeout(60_000);

const bundle = path.join(newHome(), 'look.cjs');
let home: string;
let looks: string;
const running: ChildProcess[] = [];

beforeAll(() => {
  buildLook(bundle);
});
beforeEach(() => {
  home = newHome();
  looks = path.join(home, 'looks.json');
  writeFileSync(path.join(home, 'metadata.json'), JSON.stringify(spaceMetadata('d-look', 'lab')));
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

const lastActive = () => path.join(home, 'last-active');

function begin(
  server: object = {},
  file = looks,
): { child: ChildProcess; done: Promise<{ code: number | null; told: string }> } {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    STUDIOLO_METADATA_FILE: path.join(home, 'metadata.json'),
    STUDIOLO_LAST_ACTIVE_FILE: lastActive(),
    STUDIOLO_AGENTS: path.join(home, 'agents'),
  };
  const child = spawn(process.execPath, [bundle], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  running.push(child);
  let told = '';
  child.stderr.on('data', (text) => (told += text));
  const startup = { looks: file, server: { token: '', rootDir: home, prefix: '/usr', ...server } };
  child.stdin.write(`${JSON.stringify(startup)}\n`);
  return { child, done: once(child, 'exit').then(([code]) => ({ code, told })) };
}
const look = (server?: object, file?: string) => begin(server, file).done;
const left = (file = looks) => JSON.parse(readFileSync(file, 'utf8'));

function askedUntil(until: number): void {
  mkdirSync(path.join(home, '.cache', 'studiolo'), { recursive: true });
  const asked = { id: 'one', at: new Date(until - 7_200_000).toISOString(), until: new Date(until).toISOString() };
  writeFileSync(path.join(home, '.cache', 'studiolo', 'keep-awake-asked.json'), JSON.stringify(asked));
}

test('a look keeps the app awake for what is left of an asked time, leaves what the next must know, and ends', async () => {
  askedUntil(Date.now() + 3_600_000);
  expect(await look()).toEqual({ code: 0, told: '' });
  expect(readFileSync(lastActive(), 'utf8') <= new Date().toISOString()).toBe(true);
  const { at, awake, used, version } = left();
  expect([version, awake.holding]).toEqual([1, 'asked']);
  expect(at).toBe(awake.state.at);
  expect(used.processes.length).toBeGreaterThan(0);
});

test('what it was not told of AWS it does not answer', async () => {
  await look();
  expect(left().stopTime).toBeUndefined();
});

test('with the settings that an agent has learnt it tells when the app stops', async () => {
  await look();
  const levels = { domain: { jupyterLab: { lifecycleManagement: 'ENABLED', idleMinutes: 60 }, codeEditor: {} } };
  writeFileSync(looks, JSON.stringify({ ...left(), settings: levels }));
  const moment = new Date(Date.now() - 600_000).toISOString();
  writeFileSync(lastActive(), moment);
  mkdirSync(path.join(home, 'lib/python3.11/site-packages/jupyter_activity_monitor_extension-0.3.2.dist-info'), {
    recursive: true,
  });
  await look({ prefix: home });
  const { settings, stopTime } = left();
  expect(stopTime).toMatchObject({ stopsAt: new Date(Date.parse(moment) + 3_600_000).toISOString(), idleMinutes: 60 });
  expect(settings).toEqual(levels);
});

test.each([
  ['an hour ago', 3_600, true],
  ['longer ago than they may stay refused', 7 * 3_600, false],
  ['at a moment that this machine has not reached', -3_600, false],
])('settings that AWS refused %s', async (_, ago, answered) => {
  await look();
  writeFileSync(looks, JSON.stringify({ ...left(), refusedAt: os.uptime() - ago }));
  await look();
  const { refusedAt, stopTime } = left();
  expect(refusedAt !== undefined).toBe(answered);
  // That it is not known when the app stops is an answer: no agent is started to ask again.
  if (answered) expect(stopTime).toEqual({ serverNow: expect.any(String), askedHours: 12 });
  else expect(stopTime).toBeUndefined();
});

test('outside Studio it keeps nothing awake, and no page is warned', async () => {
  rmSync(path.join(home, 'metadata.json'));
  askedUntil(Date.now() + 3_600_000);
  expect((await look()).code).toBe(0);
  expect(existsSync(lastActive())).toBe(false);
  expect(left().stopTime).toMatchObject({ askedHours: 0 });
});

test('work goes on from look to look: a job is seen by the CPU that it used in between', async () => {
  const job = spawn('sh', ['-c', 'while :; do :; done'], { env: { HOME: home, JPY_PARENT_PID: '1' }, detached: true });
  running.push(job);
  await look();
  await wait(300);
  await look();
  expect(left().awake.holding).toBe('work');
  expect(existsSync(lastActive())).toBe(true);
});

test.each([
  ['cut off', (text: string) => text.slice(0, text.length / 2)],
  ['empty', () => ''],
  ['of another version', (text: string) => JSON.stringify({ ...JSON.parse(text), version: 2 })],
  ['no text', () => '\u0000\u0001'],
])('a file that is %s counts as not there, and is put right', async (_, spoil) => {
  await look();
  writeFileSync(looks, spoil(readFileSync(looks, 'utf8')));
  const { code, told } = await look();
  expect(code).toBe(0);
  expect(told).toContain('is passed over');
  expect(left().version).toBe(1);
});

test('killed at any moment, it leaves a whole file, and the next look goes on', async () => {
  await look();
  for (let milliseconds = 0; milliseconds <= 300; milliseconds += 30) {
    const { child, done } = begin();
    await wait(milliseconds);
    child.kill('SIGKILL');
    await done;
    expect(left().version).toBe(1);
  }
  expect((await look()).code).toBe(0);
});

test.each([
  ['back', -86_400_000],
  ['forward', 86_400_000],
])('a clock that was set %s by a day makes an asked time neither longer nor shorter', async (_, jump) => {
  askedUntil(Date.now() + 3_600_000);
  await look();
  // As the look before would have left it, had the clock stood there.
  const moved = (iso: string) => new Date(Date.parse(iso) - jump).toISOString();
  const record = left();
  const { state } = record.awake;
  const asked = { ...state.asked, at: moved(state.asked.at), until: moved(state.asked.until) };
  record.awake.state = { ...state, at: moved(state.at), asked };
  writeFileSync(looks, JSON.stringify(record));
  writeFileSync(path.join(home, '.cache', 'studiolo', 'keep-awake-asked.json'), JSON.stringify(asked));
  await look();
  const until = Date.parse(left().awake.state.asked.until);
  expect(Math.abs(until - Date.parse(state.asked.until))).toBeLessThan(10_000);
});

test('of two servers in one home each has its own looks, and both hold what was asked for, and let go of what was taken back', async () => {
  const other = path.join(home, 'other-looks.json');
  const both = () => Promise.all([look(), look({}, other)]);
  const holding = () => [left(), left(other)].map(({ awake }) => awake.holding);
  const quiet = [
    { code: 0, told: '' },
    { code: 0, told: '' },
  ];
  expect(await both()).toEqual(quiet);
  expect(holding()).toEqual([undefined, undefined]);
  askedUntil(Date.now() + 3_600_000);
  expect(await both()).toEqual(quiet);
  expect(holding()).toEqual(['asked', 'asked']);
  // As an agent of either takes it back.
  writeFileSync(path.join(home, '.cache', 'studiolo', 'keep-awake-asked.json'), '');
  expect(await both()).toEqual(quiet);
  expect(holding()).toEqual([undefined, undefined]);
});

test('a file of the home that is damaged is told of, and keeps no look from what it can still see', async () => {
  askedUntil(Date.now() + 3_600_000);
  writeFileSync(path.join(home, '.cache', 'studiolo', 'keep-awake-asked.json'), '{"id":');
  expect((await look()).code).toBe(0);
  expect(left().awake.notices).toEqual([expect.objectContaining({ code: 'failed' })]);
  const job = spawn('sh', ['-c', 'while :; do :; done'], { env: { HOME: home, JPY_PARENT_PID: '1' }, detached: true });
  running.push(job);
  await wait(300);
  await look();
  expect(left().awake.holding).toBe('work');
});

test('it ends with the server that started it', async () => {
  const { child, done } = begin({ url: 'http://127.0.0.1:9/' });
  child.stdin?.end();
  expect((await done).code).toBe(0);
});

test('programs of this user find the agent though none runs, by the door of the server', async () => {
  const server = { url: 'http://127.0.0.1:9/', pid: process.pid, door: path.join(home, 'door.sock') };
  await look(server);
  const [name = ''] = readdirSync(path.join(home, 'agents'));
  expect(name).toBe(`${process.pid}.json`);
  const told = JSON.parse(readFileSync(path.join(home, 'agents', name), 'utf8'));
  expect(told).toMatchObject({ pid: process.pid, socket: server.door, serverUrl: server.url });
});

test('the machine’s uptime is the age of what it left', async () => {
  await look();
  expect(Math.abs(left().uptime - os.uptime())).toBeLessThan(30);
});
