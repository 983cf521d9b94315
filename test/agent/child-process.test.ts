import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { kill } from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { run } from '../../src/agent/child-process';

// What holds pipes is given some seconds.
jest.setTimeout(60_000);

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'studiolo-child-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const sh = (script: string, timeout: number, ending = new AbortController().signal) =>
  run('sh', ['-c', script], { variables: process.env, timeout, ending, folder });

/** The process whose number a script wrote into `pid`, when that has ended. */
async function gone(): Promise<void> {
  for (;;) {
    const text = existsSync(path.join(folder, 'pid')) ? readFileSync(path.join(folder, 'pid'), 'utf8').trim() : '';
    try {
      if (text !== '') kill(Number(text), 0);
    } catch {
      return;
    }
    await wait(20);
  }
}

test('a limit ends what a program has started, too, even what does not heed the signal', async () => {
  const ran = await sh(
    `(trap '' TERM; echo $$; exec sh -c 'trap "" TERM; echo $$ >pid; while :; do sleep 1; done') & wait`,
    300,
  );
  expect(ran.timedOut).toBe(true);
  await gone();
});

test('nothing is waited for that holds the pipes of a program that has ended', async () => {
  const ran = await sh(`sh -c 'echo $$ >pid; exec sleep 600' & echo done`, 60_000);
  expect(ran).toMatchObject({ code: 0, timedOut: false, stdout: 'done\n' });
  await gone();
  // One that made itself a session of its own is not ended, but let go.
  const apart = await sh(
    `setsid sh -c 'echo $$ >pid; exec sleep 600' & while ! test -s pid; do :; done; echo done`,
    60_000,
  );
  expect(apart).toMatchObject({ code: 0, stdout: 'done\n' });
  kill(Number(readFileSync(path.join(folder, 'pid'), 'utf8')), 'SIGKILL');
});

test('what lets go of the pipes may go on, as a daemon that keeps credentials does', async () => {
  await sh(`sleep 600 </dev/null >/dev/null 2>&1 & echo $! >pid`, 60_000);
  const daemon = Number(readFileSync(path.join(folder, 'pid'), 'utf8'));
  expect(kill(daemon, 0)).toBe(true);
  kill(daemon, 'SIGKILL');
});

test('the agent’s end is the end of all of it', async () => {
  const ending = new AbortController();
  const running = sh(`sh -c 'echo $$ >pid; exec sleep 600' & wait`, 60_000, ending.signal);
  while (!existsSync(path.join(folder, 'pid')) || readFileSync(path.join(folder, 'pid'), 'utf8') === '') await wait(10);
  ending.abort();
  await running;
  await gone();
});

test('a folder that is not there is told as such, and not as a program that is missing', async () => {
  const options = { variables: process.env, timeout: 1_000, ending: new AbortController().signal };
  const absent = path.join(folder, 'absent');
  await expect(run('true', [], { ...options, folder: absent })).rejects.toThrow(
    `The folder ${absent} no longer exists.`,
  );
  writeFileSync(absent, '');
  await expect(run('true', [], { ...options, folder: absent })).rejects.toThrow(`${absent} is a file, not a folder.`);
  await expect(run('studiolo-absent', [], { ...options, folder })).rejects.toThrow('ENOENT');
});
