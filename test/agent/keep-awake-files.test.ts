import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { EventLog } from '../../src/agent/keep-awake/event-log';
import { futureNotice, writeLastActive } from '../../src/agent/keep-awake/last-active-file';
import { readPolicy } from '../../src/agent/keep-awake/policy-file';
import { argvOf, environmentOf, processOf, readProcesses } from '../../src/agent/sources/processes';
import type { KeepAwakeEvent } from '../../src/protocol/keep-awake';
import { newHome } from './place';
import { inWords, quoted } from '../protocol/in-words';

let folder: string;
beforeEach(() => (folder = newHome()));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date('2026-03-04T16:48:01.123Z');

test('the last-active file holds the moment alone, for everybody to read, and no draft is left beside it', async () => {
  const file = path.join(folder, 'last-active');
  writeFileSync(file, 'what another wrote');
  await writeLastActive(file, now);
  expect(readFileSync(file, 'utf8')).toBe('2026-03-04T16:48:01.123Z');
  mkdirSync(path.join(folder, 'in-the-way'));
  await expect(writeLastActive(path.join(folder, 'in-the-way'), now)).rejects.toThrow('in-the-way can’t be written');
  await expect(writeLastActive(path.join(folder, 'none', 'x'), now)).rejects.toThrow(
    'can’t be written: it does not exist',
  );
  expect(readdirSync(folder)).toEqual(['in-the-way', 'last-active']);
});

test('a moment to come that somebody wrote is told of', async () => {
  const file = path.join(folder, 'last-active');
  expect(await futureNotice(file, now)).toBeUndefined();
  writeFileSync(file, '2026-03-04T16:48:01.0Z');
  expect(await futureNotice(file, now)).toBeUndefined();
  writeFileSync(file, '2027-01-05T12:00:00.0Z');
  // On the reader's clock.
  expect(inWords(await futureNotice(file, now))).toMatchObject({
    message: expect.stringMatching(/ has a time in the future, Jan [456], 2027, \d\d:\d\d\. /),
  });
});

describe("the administrator's settings", () => {
  const owner = process.getuid!();
  const settings = () => path.join(folder, 'settings.json');
  const written = (text: string, mode = 0o644) => {
    writeFileSync(settings(), text);
    chmodSync(settings(), mode);
  };
  const read = (whose = owner) => readPolicy({ path: settings(), owner: whose });

  test('bound what keeps an app awake', async () => {
    expect(await read()).toEqual({ policy: { workHours: 24, askedHours: 12, setBy: 'default' } });
    written('{"keepAwake": {"workHours": 6, "askedHours": 1.5}}');
    expect(await read()).toEqual({ policy: { workHours: 6, askedHours: 1.5, setBy: 'administrator' } });
  });

  test.each([
    ['belongs to', () => written('{}'), owner + 1],
    ['can be written by others (mode 664)', () => written('{}', 0o664), owner],
    ['can be written by others (mode 646)', () => written('{}', 0o646), owner],
    ['can’t be read', () => written('{"keepAwake":'), owner],
    ['can’t be read', () => mkdirSync(settings()), owner],
    ['has an error', () => written('{"keepAwake": {"workHour": 6}}'), owner],
  ])('allow nothing where the file %s', async (why, prepare, whose) => {
    prepare();
    const { policy, notice } = await read(whose);
    expect(policy).toEqual({ workHours: 0, askedHours: 0, setBy: 'administrator' });
    expect(inWords(notice?.message)).toContain(why);
  });
});

describe('the log', () => {
  const event = (number: number): KeepAwakeEvent => ({
    at: now.toISOString(),
    kind: 'asked',
    message: quoted(`number ${number}`),
  });
  const file = () => path.join(folder, 'deep', 'keep-awake.log');

  test('is gone on with by the next agent, over lines that were cut off', async () => {
    await new EventLog(file()).add([event(1), event(2)]);
    writeFileSync(file(), `${readFileSync(file(), 'utf8')}{"at":"2026\n`);
    const next = new EventLog(file());
    await next.add([event(3)]);
    expect(await new EventLog(file()).read()).toEqual([event(1), event(2), event(3)]);
    expect(await next.read()).toEqual([event(1), event(2), event(3)]);
  });

  test('never has more than a thousand lines, and keeps the latest', async () => {
    const log = new EventLog(file());
    await log.add(Array.from({ length: 999 }, (_, number) => event(number)));
    await log.add([event(999), event(1000)]);
    const lines = readFileSync(file(), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(500);
    expect(JSON.parse(lines.at(-1)!)).toEqual(event(1000));
  });
});

test('a process is read as /proc tells it, whatever its name holds; one that has ended is none', () => {
  const stat = (state: string) =>
    `4711 (a) S 1 (x y) ${state} 12 4711 4700 34816 4711 4194304 1 2 3 4 150 50 1000 2000 20 0 1 0 987654 1 2 3`;
  expect(processOf(stat('S'))).toEqual({
    pid: 4711,
    parent: 12,
    session: 4700,
    hasTerminal: true,
    startedAt: 987654,
    cpuSeconds: 32,
  });
  expect(processOf(stat('Z'))).toBeUndefined();
});

test('this process is among those that run, with what it was started with', async () => {
  const { processes } = await readProcesses(0);
  expect(processes.find(({ pid }) => pid === process.pid)).toMatchObject({ parent: process.ppid });
  expect(await argvOf(process.pid)).toEqual(expect.arrayContaining([expect.stringContaining('node')]));
  expect((await environmentOf(process.pid)).get('PATH')).toBeTruthy();
  expect(await argvOf(2 ** 22 + 1)).toEqual([]);
});
