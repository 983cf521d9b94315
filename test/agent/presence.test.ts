import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { Hono } from 'hono';
import { Presence } from '../../src/agent/presence';
import { newHome } from './place';

let home: string;
let folder: string;
let lines: string[];
let present: Presence[];

beforeEach(() => {
  home = newHome();
  folder = path.join(home, 'agents');
  lines = [];
  present = [];
});
afterEach(() => {
  for (const each of present) each.end();
  rmSync(home, { recursive: true, force: true });
});

async function begin(socket = path.join(home, 'own', 'agent.sock')) {
  mkdirSync(path.dirname(socket), { recursive: true, mode: 0o700 });
  const agent = { pid: 4711, socket, startedAt: '2026-01-02T03:04:05Z', version: '0.0.0', rootDir: home };
  const app = new Hono().get('/', (context) => context.text('here'));
  const presence = new Presence(app, agent, { folder, uid: process.getuid!() }, { log: (line) => lines.push(line) });
  present.push(presence);
  await presence.begin();
  return { presence, socket, note: path.join(folder, '4711.json') };
}

const answer = (socketPath: string) =>
  new Promise<string>((resolve) => {
    request({ socketPath, path: '/', agent: false }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part)).on('end', () => resolve(text));
    })
      .on('error', (error) => resolve(error.message))
      .end();
  });

test('nothing is touched where nothing was taken away', async () => {
  const { presence, socket, note } = await begin();
  const before = [socket, note].map((file) => statSync(file).ino);
  presence.renew();
  expect([socket, note].map((file) => statSync(file).ino)).toEqual(before);
});

test('the agent of a server is told of again as long as its socket is there', async () => {
  const { presence, note } = await begin();
  rmSync(folder, { recursive: true });
  presence.renew();
  expect(existsSync(note)).toBe(true);
});

test('whoever started an agent looks after its socket: it is not made again, nor is a lost agent told of', async () => {
  const { presence, socket, note } = await begin();
  rmSync(path.dirname(socket), { recursive: true });
  rmSync(note);
  presence.renew();
  expect([socket, note].map((file) => existsSync(file))).toEqual([false, false]);
});

test('a folder that somebody has made anew, open to others, is not used, and the log says so', async () => {
  const { presence, socket } = await begin();
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  presence.renew();
  expect(readdirSync(folder)).toEqual([]);
  expect(await answer(socket)).toBe('here');
  expect(lines).toEqual([expect.stringContaining(`${folder} is not a folder of this user alone`)]);
});

test('at its end an agent does not remove what has taken the place of its socket', async () => {
  const { presence, socket } = await begin();
  renameSync(socket, `${socket}.away`);
  writeFileSync(socket, 'of somebody else');
  presence.end();
  expect(readFileSync(socket, 'utf8')).toBe('of somebody else');
});
