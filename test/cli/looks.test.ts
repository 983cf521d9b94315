import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { buildLook } from '../agent/look-program';
import { endLooks, looksTaken, lostLooks, takeLooks } from '../../src/cli/app/looks';
import type { Surroundings } from '../../src/cli/app/surroundings';
import { newHome, spaceMetadata } from '../agent/place';

// Processes start, and other suites run beside this one.
jest.setTimeout(60_000);

const program = path.join(newHome(), 'look.cjs');
const script = path.resolve('src/door/studiolo/looks.sh');
let home: string;
let folder: string;
let surroundings: Surroundings;
let running: ChildProcess[];

beforeAll(() => {
  buildLook(program);
});
beforeEach(() => {
  home = newHome();
  folder = path.join(home, 'agents');
  running = [];
  writeFileSync(path.join(home, 'metadata.json'), JSON.stringify(spaceMetadata('d-look', 'code')));
  surroundings = {
    uid: process.getuid?.() ?? 0,
    agentsFolder: folder,
    node: process.execPath,
    prefix: '/usr',
    home,
    variables: {
      PATH: process.env['PATH'],
      HOME: home,
      STUDIOLO_METADATA_FILE: path.join(home, 'metadata.json'),
      STUDIOLO_LAST_ACTIVE_FILE: path.join(home, 'last-active'),
    },
    programs: { agent: '', look: program, looks: script },
  };
});
afterEach(async () => {
  const looks = await looksTaken(surroundings);
  if (looks) await endLooks(surroundings, looks);
  for (const { pid } of running) if (pid !== undefined) spawnSync('kill', ['-KILL', '--', `-${pid}`]);
});

const at = (name: string) => path.join(folder, name);
const left = () => JSON.parse(readFileSync(at('looks.json'), 'utf8'));
async function eventually(holds: () => boolean) {
  while (!holds()) await wait(20);
}

/** The shell itself, with a pause of its own between the looks. */
function shell(look: string, seconds: string): ChildProcess {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const startup = { looks: at('looks.json'), alone: true, server: { token: '', rootDir: home, prefix: '/usr' } };
  const args = [script, folder, process.execPath, look, JSON.stringify(startup), seconds];
  const child = spawn('/bin/sh', args, { env: surroundings.variables, detached: true, stdio: 'ignore' });
  running.push(child);
  return child;
}
const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

function askedFor(hours: number): void {
  mkdirSync(path.join(home, '.cache', 'studiolo'), { recursive: true });
  const asked = {
    id: 'one',
    at: new Date().toISOString(),
    until: new Date(Date.now() + hours * 3_600_000).toISOString(),
  };
  writeFileSync(path.join(home, '.cache', 'studiolo', 'keep-awake-asked.json'), JSON.stringify(asked));
}

test('where no server runs a shell takes looks, once however often it is asked, and no other process stays', async () => {
  askedFor(1);
  const looks = await takeLooks(surroundings);
  expect(await takeLooks(surroundings)).toEqual(looks);
  await eventually(() => existsSync(at('looks.json')));
  expect(left().awake.holding).toBe('asked');
  expect(existsSync(path.join(home, 'last-active'))).toBe(true);
  const children = () =>
    readFileSync(`/proc/${looks.pid}/task/${looks.pid}/children`, 'utf8').split(' ').filter(Boolean);
  const command = (pid: string) => {
    try {
      return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
    } catch {
      return 'a look, which ended before its name was read';
    }
  };
  await eventually(() => children().map(command).join() === 'sleep');
  await endLooks(surroundings, looks);
  expect(await looksTaken(surroundings)).toBeUndefined();
  await eventually(() => !existsSync(`/proc/${looks.pid}`));
});

test('a look goes on from the one before it, and from where it was killed', async () => {
  const first = shell(program, '60');
  await eventually(() => existsSync(at('looks.json')));
  spawnSync('kill', ['-KILL', '--', `-${first.pid}`]);
  const { at: before } = left();
  shell(program, '60');
  await eventually(() => left().at !== before);
  expect(left().used.processes.length).toBeGreaterThan(0);
  expect(await lostLooks(surroundings)).toBeUndefined();
});

test('of two in one folder the later goes on', async () => {
  const one = shell(program, '0.2');
  await eventually(() => existsSync(at('looks.json')));
  const other = shell(program, '0.2');
  await eventually(() => ended(one));
  expect((await looksTaken(surroundings))?.pid).toBe(other.pid);
  expect(ended(other)).toBe(false);
});

test('a cleaner that takes the folder away does not end it', async () => {
  const child = shell(program, '0.2');
  await eventually(() => existsSync(at('looks.json')));
  rmSync(folder, { recursive: true });
  await eventually(() => existsSync(at('looks.json')));
  expect((await looksTaken(surroundings))?.pid).toBe(child.pid);
});

test('in a folder that others may enter it leaves nothing of a look, and says why', async () => {
  mkdirSync(folder, { mode: 0o755 });
  chmodSync(folder, 0o755);
  await expect(takeLooks(surroundings)).rejects.toThrow('is not a folder of your own alone');
  shell(program, '60');
  await eventually(() => existsSync(at('looks.failed')));
  expect((await lostLooks(surroundings))?.why).toContain('is not a folder of this user alone');
  expect(existsSync(at('looks.json'))).toBe(false);
});

test('that looks fail is told with the first moment and the last reason, three are in its log once, and one that succeeds ends it', async () => {
  const broken = path.join(home, 'broken.cjs');
  const turn = path.join(home, 'turn');
  writeFileSync(
    broken,
    `const fs = require('fs'); fs.appendFileSync('${turn}', '.');
     if (fs.existsSync('${home}/mended')) process.exit(0);
     process.stderr.write('studiolo agent: cannot look: the roof is gone\\n'); process.exit(1);`,
  );
  shell(broken, '0.1');
  const turns = () => (existsSync(turn) ? readFileSync(turn, 'utf8').length : 0);
  await eventually(() => turns() >= 6);
  const lost = await lostLooks(surroundings);
  expect(lost?.why).toBe('cannot look: the roof is gone');
  const log = readFileSync(at('looks.log'), 'utf8').trim().split('\n');
  expect(log).toEqual([
    `since ${lost?.since} no look for work has succeeded, and nothing keeps this app awake: ${lost?.why}`,
  ]);
  writeFileSync(path.join(home, 'mended'), '');
  await eventually(() => !existsSync(at('looks.failed')));
});

test('one that fails without a word of its own has a reason too', async () => {
  shell(path.join(home, 'nowhere.cjs'), '60');
  await eventually(() => existsSync(at('looks.failed')));
  expect((await lostLooks(surroundings))?.why).toBe('it ended with code 1');
});
