import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { buildLook } from './look-program';
import { LookRecord } from '../../src/agent/keep-awake/look-file';
import { startJupyter, type Jupyter } from './jupyter';
import { newHome, spaceMetadata } from './place';

// Real kernels and terminals start.
jest.setTimeout(120_000);

const program = path.join(newHome(), 'look.cjs');
const home = newHome();
const lastActive = path.join(home, '.last-active');
let jupyter: Jupyter;

beforeAll(async () => {
  buildLook(program);
  writeFileSync(path.join(home, 'metadata.json'), JSON.stringify(spaceMetadata('d-look', 'lab')));
  mkdirSync(path.join(home, '.jupyter'));
  // The real activity monitor, which looks at one place on the machine: here it looks into this test's own home.
  writeFileSync(
    path.join(home, '.jupyter', 'jupyter_server_config.py'),
    'from jupyter_activity_monitor_extension.idle_status_detector import LocalFileActiveTimestampChecker as Checker\n' +
      `Checker.read_last_active_timestamp.__defaults__ = (${JSON.stringify(lastActive)},)\n`,
  );
  jupyter = await startJupyter(home);
});
afterAll(async () => {
  await jupyter.close();
  for (const folder of [home, path.dirname(program)]) rmSync(folder, { recursive: true, force: true });
});

/** A look as the door starts it, each a process of its own. */
async function look(): Promise<LookRecord> {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    STUDIOLO_METADATA_FILE: path.join(home, 'metadata.json'),
    STUDIOLO_LAST_ACTIVE_FILE: lastActive,
    STUDIOLO_AGENTS: path.join(home, 'agents'),
  };
  const looks = path.join(home, 'looks.json');
  const { pid, token, url } = jupyter;
  const child = spawn(process.execPath, [program], { env, stdio: ['pipe', 'inherit', 'pipe'] });
  child.stdin.write(`${JSON.stringify({ looks, server: { url, pid, token, rootDir: home, prefix: '/usr' } })}\n`);
  expect(await once(child, 'exit')).toEqual([0, null]);
  return LookRecord.parse(JSON.parse(readFileSync(looks, 'utf8')));
}

/** The first look that fits: what was started takes a moment to begin, and what has ended to come to rest. */
async function lookUntil(fits: (record: LookRecord) => boolean): Promise<LookRecord> {
  for (;;) {
    const record = await look();
    if (fits(record)) return record;
    await wait(1_000);
  }
}

/** What Studio would be told now. */
async function activeAt(): Promise<string> {
  const answer = await fetch(new URL('api/idle', jupyter.url), {
    headers: { authorization: `token ${jupyter.token}` },
  });
  const { lastActiveTimestamp } = z.object({ lastActiveTimestamp: z.string() }).parse(await answer.json());
  return new Date(lastActiveTimestamp).toISOString();
}

const Session = z.object({ id: z.string(), kernel: z.object({ id: z.string() }) });

test('looks keep the app awake by Studio’s own monitor while a silent cell runs, and no longer', async () => {
  const asked = { path: 'train.ipynb', name: 'train.ipynb', type: 'notebook', kernel: { name: 'python3' } };
  const { id, kernel } = Session.parse(await jupyter.call('POST', 'api/sessions', asked));
  const stop = path.join(home, 'stop');
  const cell = jupyter.execute(
    kernel.id,
    `import pathlib, time\nwhile not pathlib.Path(${JSON.stringify(stop)}).exists():\n    time.sleep(0.1)\n`,
  );
  const working = await lookUntil(({ awake }) => awake?.holding === 'work');
  expect(working.awake?.state.work).toEqual([expect.objectContaining({ kind: 'kernel', name: 'train.ipynb' })]);
  const seen = await activeAt();
  await wait(1_000);
  await look();
  expect((await activeAt()) > seen).toBe(true);

  writeFileSync(stop, '');
  await cell;
  await lookUntil(({ awake }) => awake !== undefined && awake.holding === undefined);
  const ended = await activeAt();
  for (let looks = 0; looks < 2; looks += 1) {
    await wait(1_000);
    expect((await look()).awake?.holding).toBeUndefined();
  }
  expect(await activeAt()).toBe(ended);
  await jupyter.call('DELETE', `api/sessions/${id}`);
});

test('a terminal that computes is work, and one in which nothing runs is none', async () => {
  const { name } = z.object({ name: z.string() }).parse(await jupyter.call('POST', 'api/terminals'));
  // Its shell starts, which takes CPU too.
  await look();
  await wait(2_000);
  await lookUntil(({ awake }) => awake?.seen.length === 0);
  await jupyter.type(name, 'while :; do :; done\n');
  const working = await lookUntil(({ awake }) => awake?.holding === 'work');
  expect(working.awake?.seen).toEqual([expect.objectContaining({ kind: 'terminal', name })]);
  await jupyter.call('DELETE', `api/terminals/${name}`);
});
