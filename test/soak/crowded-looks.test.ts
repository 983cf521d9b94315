import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newHome, spaceMetadata } from '../agent/place';
import { countOf, tellCount } from './count';

jest.setTimeout(900_000);
const processes = countOf('SOAK_LOOK_PROCESSES', 5_000);
const program = path.resolve(__dirname, '../../src/door/studiolo/agent/look.cjs');

/** Processes that do nothing, forked from one so that they share their memory. */
const crowd = `import os, signal, sys
for _ in range(${processes}):
    if os.fork() == 0: signal.pause()
print('there', flush=True)
sys.stdin.read()
os.killpg(0, signal.SIGKILL)`;

it(`the look that is shipped finds the one process that works among ${processes}, and nothing else`, async () => {
  const home = newHome();
  const [metadata, looks] = [path.join(home, 'metadata.json'), path.join(home, 'looks.json')];
  writeFileSync(metadata, JSON.stringify(spaceMetadata('d-look', 'lab')));
  mkdirSync(path.join(home, 'agents'), { mode: 0o700 });
  const variables = {
    PATH: process.env['PATH'],
    HOME: home,
    STUDIOLO_METADATA_FILE: metadata,
    STUDIOLO_LAST_ACTIVE_FILE: path.join(home, 'last-active'),
    STUDIOLO_AGENTS: path.join(home, 'agents'),
  };
  const look = async () => {
    const child = spawn(process.execPath, [program], { env: variables, stdio: ['pipe', 'inherit', 'inherit'] });
    child.stdin.write(`${JSON.stringify({ looks, server: { token: '', rootDir: home, prefix: '/usr' } })}\n`);
    expect(await once(child, 'exit')).toEqual([0, null]);
    return JSON.parse(readFileSync(looks, 'utf8'));
  };
  const many = spawn('python3', ['-c', crowd], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  const job = spawn('sh', ['-c', 'while :; do :; done'], { env: { HOME: home, JPY_PARENT_PID: '1' } });
  try {
    await once(many.stdout, 'data');
    await look();
    await wait(2_000);
    const { awake, used } = await look();
    expect(awake.state.work).toEqual([expect.objectContaining({ kind: 'process', name: 'sh' })]);
    expect(awake.holding).toBe('work');
    // Those that used nothing are not kept: the file stays small.
    expect(used.processes.length).toBeLessThan(processes);
    tellCount(`two looks among ${processes} processes`);
  } finally {
    job.kill('SIGKILL');
    many.stdin.end();
    await once(many, 'exit');
  }
});
