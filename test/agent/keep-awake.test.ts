import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as z from 'zod';
import { KeepAwake, KeepAwakeEvent } from '../../src/protocol/keep-awake';
import { startJupyter, type Jupyter } from './jupyter';
import { failureOf, newHome, spaceMetadata, TestPlace } from './place';
import { inWords, type InWords } from '../protocol/in-words';

// Real kernels and terminals start.
jest.setTimeout(120_000);

let jupyter: Jupyter;
let home: string;
let place: TestPlace;

beforeAll(async () => {
  home = newHome();
  // The real extension, which looks at one place on the machine: here it looks into this test's own home.
  mkdirSync(path.join(home, '.jupyter'));
  writeFileSync(
    path.join(home, '.jupyter', 'jupyter_server_config.py'),
    'from jupyter_activity_monitor_extension.idle_status_detector import LocalFileActiveTimestampChecker as Checker\n' +
      // Jobs whose terminal is closed come to this server, as where it is process 1 (PR_SET_CHILD_SUBREAPER).
      'import ctypes\nctypes.CDLL(None).prctl(36, 1)\n' +
      `Checker.read_last_active_timestamp.__defaults__ = (${JSON.stringify(path.join(home, '.last-active'))},)\n`,
  );
  jupyter = await startJupyter(home);
});
afterAll(async () => {
  await jupyter.close();
  rmSync(home, { recursive: true, force: true });
});
beforeEach(() => {
  place = enter();
});
afterEach(() => {
  place.end();
  for (const name of ['.last-active', '.settings.json', '.cache', 'stop'])
    rmSync(path.join(home, name), { recursive: true, force: true });
});

const enter = () =>
  new TestPlace({ metadata: spaceMetadata('d-keepawake', 'lab'), server: jupyter, serverPid: jupyter.pid, home });

async function ask(body: unknown): Promise<Response> {
  return place.post('/api/keep-awake/ask', body);
}

async function keepAwake(from: TestPlace = place): Promise<InWords<KeepAwake>> {
  const answer = await from.app.request('/api/keep-awake');
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
  return inWords(KeepAwake.parse(await answer.json()));
}

/** What a sample over a second finds: long enough that a few milliseconds of an idle program are nothing. */
async function sampled(): Promise<InWords<KeepAwake>> {
  await wait(1_000);
  await place.agent.keepAwake.lookForWork();
  return keepAwake();
}

/** The first sample that fits: what was started takes a moment to begin, and what has ended to come to rest. */
async function sampledUntil(fits: (value: InWords<KeepAwake>) => boolean): Promise<InWords<KeepAwake>> {
  await place.agent.keepAwake.lookForWork();
  for (let tries = 0; tries < 60; tries += 1) {
    const value = await sampled();
    if (fits(value)) return value;
  }
  throw new Error(`no sample fits; the last one is ${JSON.stringify(await keepAwake())}`);
}

/** What Studio would be told now. */
async function activeAt(): Promise<string> {
  const answer = await fetch(new URL('api/idle', jupyter.url), {
    headers: { authorization: `token ${jupyter.token}` },
  });
  const { lastActiveTimestamp } = z.object({ lastActiveTimestamp: z.string() }).parse(await answer.json());
  return new Date(lastActiveTimestamp).toISOString();
}

const Session = z.object({ id: z.string(), kernel: z.object({ id: z.string(), last_activity: z.string() }) });

async function openNotebook(notebook: string): Promise<z.infer<typeof Session>> {
  const asked = { path: notebook, name: notebook, type: 'notebook', kernel: { name: 'python3' } };
  return Session.parse(await jupyter.call('POST', 'api/sessions', asked));
}

const untilStopped = () => `
import pathlib, time
while not pathlib.Path("${home}/stop").exists():
    time.sleep(0.1)
`;

test('a silent busy kernel keeps the app awake until its cell has ended, and no longer', async () => {
  const { id, kernel } = await openNotebook('train.ipynb');
  await jupyter.execute(kernel.id, '1 + 1');
  const cell = jupyter.execute(kernel.id, untilStopped());
  const working = await sampledUntil(({ holding }) => holding === 'work');
  expect(working.work).toEqual([{ kind: 'kernel', name: 'train.ipynb', since: expect.any(String) }]);
  const silentSince = Session.parse(await jupyter.call('GET', `api/sessions/${id}`)).kernel.last_activity;
  const seen = await activeAt();
  await sampled();
  const later = await activeAt();
  expect(later > seen).toBe(true);
  expect(Session.parse(await jupyter.call('GET', `api/sessions/${id}`)).kernel.last_activity).toBe(silentSince);

  writeFileSync(path.join(home, 'stop'), '');
  await cell;
  const done = await sampledUntil(({ work }) => work.length === 0);
  expect(done.holding).toBeUndefined();
  const ended = await activeAt();
  for (let samples = 0; samples < 2; samples += 1) expect((await sampled()).holding).toBeUndefined();
  expect(await activeAt()).toBe(ended);

  place.later(11 * 60_000);
  await place.agent.keepAwake.lookForWork();
  expect((await keepAwake()).events.map(({ kind }) => kind)).toEqual(['work-began', 'work-ended']);
  await jupyter.call('DELETE', `api/sessions/${id}`);
});

test('a thread that computes behind an ended cell is work of its notebook', async () => {
  const { id, kernel } = await openNotebook('behind.ipynb');
  const endless = `while not pathlib.Path("${home}/stop").exists(): sum(range(100_000))`;
  const thread = `threading.Thread(target=exec, args=(${JSON.stringify(endless)}, globals())).start()`;
  await jupyter.execute(kernel.id, `import pathlib, threading\n${thread}`);
  // The cell has ended for Jupyter, too: what is work from here on is the thread.
  const Kernel = z.object({ execution_state: z.string() });
  const state = async () => Kernel.parse(await jupyter.call('GET', `api/kernels/${kernel.id}`)).execution_state;
  while ((await state()) !== 'idle') await wait(50);
  await place.agent.keepAwake.lookForWork();
  const { work } = await sampledUntil(({ holding }) => holding === 'work');
  expect(await state()).toBe('idle');
  expect(work).toEqual([{ kind: 'kernel', name: 'behind.ipynb', since: expect.any(String) }]);
  await jupyter.call('DELETE', `api/sessions/${id}`);
});

test('a forgotten terminal does not keep the app awake; one that computes does, by its name', async () => {
  const forgotten = z.object({ name: z.string() }).parse(await jupyter.call('POST', 'api/terminals'));
  const used = z.object({ name: z.string() }).parse(await jupyter.call('POST', 'api/terminals'));
  await jupyter.type(forgotten.name, 'top\r');
  // The start of a shell and of its program is work, and passes.
  const run = promisify(execFile);
  while (!(await run('ps', ['-A', '-o', 'args='])).stdout.split('\n').includes('top')) await wait(50);
  await sampledUntil(({ work }) => work.length === 0);
  await jupyter.type(used.name, `while [ ! -e ${home}/stop ]; do :; done\r`);
  const { work } = await sampledUntil(({ holding }) => holding === 'work');
  expect(work).toEqual([{ kind: 'terminal', name: used.name, since: expect.any(String) }]);
  writeFileSync(path.join(home, 'stop'), '');
  await sampledUntil((value) => value.work.length === 0);
  const idle = readFileSync(place.lastActiveFile, 'utf8');
  for (let samples = 0; samples < 2; samples += 1) expect((await sampled()).holding).toBeUndefined();
  expect(readFileSync(place.lastActiveFile, 'utf8')).toBe(idle);
  for (const { name } of [forgotten, used]) await jupyter.call('DELETE', `api/terminals/${name}`);
});

test.each([
  ['nohup', (script: string) => `nohup sh ${script} >/dev/null 2>&1 &`],
  ['tmux', (script: string) => `TMUX_TMPDIR=${home} tmux new-session -d sh ${script}`],
])('a job in %s keeps the app awake when its terminal is long closed, until it ends', async (how, begun) => {
  const { name } = z.object({ name: z.string() }).parse(await jupyter.call('POST', 'api/terminals'));
  const script = path.join(home, 'night.sh');
  const [running, stop] = [path.join(home, `${how}-running`), path.join(home, `${how}-stop`)];
  writeFileSync(script, `touch ${running}; while [ -e ${running} -a ! -e ${stop} ]; do :; done`);
  await jupyter.type(name, `${begun(script)}\r`);
  while (!existsSync(running)) await wait(50);
  await jupyter.call('DELETE', `api/terminals/${name}`);
  const working = await sampledUntil(({ holding }) => holding === 'work');
  expect(working.work).toEqual([{ kind: 'process', name: 'sh night.sh', since: expect.any(String) }]);
  writeFileSync(stop, '');
  expect((await sampledUntil(({ work }) => work.length === 0)).holding).toBeUndefined();
});

test('a GPU that computes is work, one whose memory is merely held is not', async () => {
  const bin = path.join(home, 'bin');
  mkdirSync(bin);
  const answering = (answer: string) => {
    writeFileSync(path.join(bin, 'nvidia-smi'), `#!/bin/sh\necho '${answer}'\n`);
    chmodSync(path.join(bin, 'nvidia-smi'), 0o755);
  };
  answering('0, Tesla T4, 37');
  place.end();
  place = new TestPlace({
    metadata: spaceMetadata('d-keepawake', 'lab'),
    server: jupyter,
    home,
    variables: { PATH: bin },
  });
  expect((await keepAwake()).work).toEqual([{ kind: 'gpu', name: 'GPU 0 (Tesla T4)', since: expect.any(String) }]);
  answering('0, Tesla T4, 0');
  await place.agent.keepAwake.lookForWork();
  expect((await keepAwake()).holding).toBeUndefined();
});

test('an app is kept awake for as long as was asked, over a restart of the agent, and until it is released', async () => {
  const answer = await ask({ minutes: 120, reason: 'a demonstration\nat five' });
  expect(inWords(KeepAwake.parse(await answer.json()))).toMatchObject({
    holding: 'asked',
    asked: { reason: 'a demonstration at five' },
    policy: { setBy: 'default' },
  });
  const first = readFileSync(place.lastActiveFile, 'utf8');
  expect(await activeAt()).toBe(first);
  place.end();
  place = enter();
  place.later(60 * 60_000);
  expect((await keepAwake()).holding).toBe('asked');
  expect(readFileSync(place.lastActiveFile, 'utf8') > first).toBe(true);
  const released = inWords(KeepAwake.parse(await (await place.post('/api/keep-awake/release', {})).json()));
  expect(released.asked).toBeUndefined();
  expect(released.events.map(({ kind, message }) => [kind, message])).toEqual([
    ['asked', 'Keep awake for 2 h: a demonstration at five'],
    ['released', 'Stopped keeping awake.'],
  ]);
  const kept = readFileSync(path.join(home, '.cache', 'studiolo', 'keep-awake.log'), 'utf8')
    .trim()
    .split('\n');
  expect(kept.map((line) => inWords(KeepAwakeEvent.parse(JSON.parse(line))))).toEqual(released.events);
  expect(place.log).toContain('keep awake: released: Stopped keeping awake.');
});

test('an asked time runs out, also where the clock is set back meanwhile, and no moment to come is ever written', async () => {
  await ask({ minutes: 120 });
  const written = () => Date.parse(readFileSync(place.lastActiveFile, 'utf8'));
  place.setClock(-3 * 60 * 60_000);
  await place.agent.keepAwake.lookForWork();
  expect((await keepAwake()).holding).toBe('asked');
  expect(written()).toBeLessThan(Date.now() - 2 * 60 * 60_000);
  expect(Date.parse((await keepAwake()).asked!.until)).toBeLessThan(Date.now());
});

test('what an administrator does not allow is refused with the longest that is; a file that others may write allows nothing', async () => {
  writeFileSync(place.settingsFile, JSON.stringify({ keepAwake: { workHours: 0, askedHours: 2 } }));
  const { code, notice } = await failureOf(await ask({ minutes: 121 }));
  expect(code).toBe('failed');
  expect(notice).toMatchObject({ message: expect.stringContaining('longer than 2 h'), remedy: 'Ask for 2 h or less.' });
  expect((await ask({ minutes: 120 })).status).toBe(200);
  chmodSync(place.settingsFile, 0o666);
  const answer = await ask({ minutes: 1 });
  expect(answer.status).toBe(403);
  expect((await failureOf(answer)).notice.message).toContain('can be written by others (mode 666)');
  await place.agent.keepAwake.lookForWork();
  const { holding, policy } = await keepAwake();
  expect(holding).toBeUndefined();
  expect(policy).toEqual({ workHours: 0, askedHours: 0, setBy: 'administrator' });
});

test('a file that cannot be written is told of, once in the log, with what to do; and it goes on when it can', async () => {
  await ask({ minutes: 60 });
  rmSync(place.lastActiveFile);
  mkdirSync(place.lastActiveFile);
  for (let samples = 0; samples < 3; samples += 1) await place.agent.keepAwake.lookForWork();
  const { holding, asked, events } = await keepAwake();
  expect(holding).toBeUndefined();
  expect(asked).toBeDefined();
  expect(events.map(({ kind }) => kind)).toEqual(['asked', 'failed']);
  const refused = await ask({ minutes: 30 });
  expect(refused.status).toBe(502);
  expect((await failureOf(refused)).notice).toMatchObject({
    message: expect.stringMatching(/can’t be kept awake: .*\.last-active can’t be written/),
    remedy: expect.stringContaining('rm'),
  });
  expect((await keepAwake()).asked).toEqual(asked);
  rmSync(place.lastActiveFile, { recursive: true });
  await place.agent.keepAwake.lookForWork();
  expect((await keepAwake()).holding).toBe('asked');
});
