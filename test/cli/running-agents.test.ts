import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runningAgents } from '../../src/cli/app/running-agents';

let folder: string;
let listening: Server[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-'));
  listening = [];
  mkdirSync(path.join(folder, 'agents'), { mode: 0o700 });
});
afterEach(() => {
  for (const server of listening) server.close();
  rmSync(folder, { recursive: true });
});

/** Somebody who listens in a folder of that mode, as an agent would, and is told of as one. */
async function agentIn(name: string, mode: number, pid: number) {
  const surroundings = path.join(folder, name);
  mkdirSync(surroundings);
  const socket = path.join(surroundings, 'agent.sock');
  const server = createServer().listen(socket);
  listening.push(server);
  await once(server, 'listening');
  chmodSync(surroundings, mode);
  const told = { pid, socket, startedAt: '2026-01-02T03:04:05Z', version: '0.0.0', rootDir: folder };
  writeFileSync(path.join(folder, 'agents', `${pid}.json`), JSON.stringify(told));
}

const found = async (uid = process.getuid!()) => {
  const surroundings = {
    uid,
    agentsFolder: path.join(folder, 'agents'),
    node: '',
    prefix: '',
    home: folder,
    variables: {},
  };
  return (await runningAgents(surroundings)).map(({ pid }) => pid);
};

test('an agent is asked only on a socket in a folder of its user alone', async () => {
  await agentIn('own', 0o700, 1);
  await agentIn('made-anew-by-somebody', 0o777, 2);
  await agentIn('readable', 0o755, 3);
  expect(await found()).toEqual([1]);
});

test('what is told in a folder of another user is not believed', async () => {
  await agentIn('own', 0o700, 1);
  await expect(found(process.getuid!() + 1)).rejects.toThrow('is not a folder of your own alone');
});
