import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Snapshot } from '../../src/protocol/snapshot';

jest.setTimeout(60_000);

const bundle = path.resolve(__dirname, '../../src/door/studiolo/agent/agent.mjs');
const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-node-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The programs by their version, as the suite names them: `18=/…/node,22=/…/node`. */
const programs = (process.env['STUDIOLO_NODES'] ?? '').split(',').map((pair): [string, string] => {
  const [version = '', program = ''] = pair.split('=');
  return [version, program];
});

test('the oldest Node.js that images have, and the next that the AWS SDK asks for, are tried', () =>
  expect(programs.map(([version]) => version)).toEqual(['18', '22']));

test.each(programs)(
  'the look that is shipped leaves its state on Node.js %s, without a warning',
  async (version, program) => {
    const looks = path.join(folder, `${version}-looks.json`);
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      NODE_COMPILE_CACHE: path.join(folder, `${version}-compiled`),
      STUDIOLO_METADATA_FILE: path.join(folder, 'none.json'),
      STUDIOLO_AGENTS: path.join(folder, 'agents'),
    };
    const look = spawn(program, [path.join(path.dirname(bundle), 'look.cjs')], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const said = { text: '' };
    for (const stream of [look.stdout, look.stderr]) stream.on('data', (text) => (said.text += text));
    look.stdin.write(`${JSON.stringify({ looks, server: { token: '', rootDir: folder, prefix: '/usr' } })}\n`);
    expect(await once(look, 'exit')).toEqual([0, null]);
    expect(said.text).toBe('');
    expect(JSON.parse(readFileSync(looks, 'utf8'))).toMatchObject({ version: 1, stopTime: { askedHours: 0 } });
  },
);

test.each(programs)('the agent that is shipped answers on Node.js %s, without a warning', async (version, program) => {
  const socketPath = path.join(folder, `${version}.sock`);
  const env = { PATH: process.env['PATH'], HOME: folder, STUDIOLO_AGENTS: path.join(folder, 'agents') };
  const agent = spawn(program, [bundle], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const said = { text: '' };
  for (const stream of [agent.stdout, agent.stderr]) stream.on('data', (text) => (said.text += text));
  const server = { url: 'http://127.0.0.1:9/', token: '', rootDir: folder, prefix: '/usr' };
  agent.stdin.write(`${JSON.stringify({ socket: socketPath, server })}\n`);
  while (!said.text.includes('agent ready')) await Promise.race([once(agent.stdout, 'data'), once(agent, 'exit')]);
  const answer = await new Promise<string>((resolve, reject) => {
    request({ socketPath, path: '/api/snapshot' }, (response) => {
      let text = '';
      response.on('data', (part) => (text += part)).on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
  });
  expect(Snapshot.parse(JSON.parse(answer)).environments.state).toBe('ready');
  agent.stdin.end();
  expect(await once(agent, 'exit')).toEqual([0, null]);
  expect(said.text).toBe('studiolo agent ready\n');
});
