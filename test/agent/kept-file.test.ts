import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { Hono } from 'hono';
import * as z from 'zod';
import { KeptFile } from '../../src/agent/kept-file';
import { listen } from '../../src/agent/socket';
import { Transitions } from '../../src/agent/transitions';
import { runningAgents } from '../../src/cli/app/running-agents';
import type { Surroundings } from '../../src/cli/app/surroundings';
import { newHome } from './place';

let folder: string;
beforeEach(() => (folder = newHome()));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each(['cut {', '{"version":9}'])(
  'a file that is not understood (%j) is set aside, not written over',
  async (before) => {
    const file = path.join(folder, 'kept.json');
    writeFileSync(file, before);
    const kept = new KeptFile(file, z.strictObject({ hours: z.number() }));
    expect(await kept.read()).toBeUndefined();
    for (const hours of [1, 2]) await kept.write({ hours });
    expect(readFileSync(`${file}.not-understood`, 'utf8')).toBe(before);
    expect(await kept.read()).toEqual({ hours: 2 });
  },
);

test('one transition that is not understood costs itself, and stays for whoever understands it', async () => {
  const file = path.join(folder, 'transitions.json');
  const owner = { kind: 'space', spaceName: 'a' } as const;
  const key = { owner, appType: 'JupyterLab', appName: 'default' } as const;
  const transition = { kind: 'start-app', key, spec: { instanceType: 'ml.t3.medium' }, startedAt: 1 } as const;
  const strange = { kind: 'hibernate-app' };
  writeFileSync(file, JSON.stringify([strange, transition]));
  const transitions = new Transitions(file, () => undefined);
  expect(await transitions.unfinished(2, 10)).toEqual([transition]);
  await transitions.end(transition);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([strange]);
});

test('a plain file where a socket should be is left alone', async () => {
  const file = path.join(folder, 'agent.sock');
  writeFileSync(file, 'mine');
  await expect(listen(new Hono(), file)).rejects.toThrow();
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

test('of several agents that name one socket only the last is told of: the others’ numbers may be anybody’s', async () => {
  const socket = path.join(folder, 'lasting.sock');
  const server = createServer().listen(socket);
  await new Promise((resolve) => server.once('listening', resolve));
  const agent = (pid: number, startedAt: string) => {
    const told = { pid, socket, startedAt, version: '0.1.0', rootDir: folder };
    writeFileSync(path.join(folder, `${pid}.json`), JSON.stringify(told));
  };
  agent(11, '2026-01-01T00:00:00.000Z');
  agent(22, '2026-01-02T00:00:00.000Z');
  chmodSync(folder, 0o700);
  const surroundings: Pick<Surroundings, 'agentsFolder' | 'uid'> = { agentsFolder: folder, uid: process.getuid!() };
  expect((await runningAgents(surroundings)).map(({ pid }) => pid)).toEqual([22]);
  server.close();
  expect(existsSync(path.join(folder, '22.json'))).toBe(true);
});
