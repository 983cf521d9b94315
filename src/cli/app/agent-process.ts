import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunningAgent } from '../../protocol/running-agent';
import { CommandError } from '../host';
import type { Surroundings } from './surroundings';
import { looksTaken, lostLooks } from './looks';
import { runningAgents } from './running-agents';

export interface StartedAgent {
  agent: RunningAgent;
  /** Ends it: it does not outlive this program. */
  release(): void;
}

/**
 * Starts an agent that has no Jupyter server, and resolves when it answers. It goes on from the looks that are taken here, if any
 * are. Throws a CommandError where it cannot be started.
 */
export async function startAgent(surroundings: Surroundings): Promise<StartedAgent> {
  const { agentsFolder, home, node, prefix, programs, variables } = surroundings;
  if (!programs) {
    throw new CommandError(
      'no agent of studiolo answers here, and this program brings none; run `pip install studiolo` in the app',
    );
  }
  // Looked at before anything is put there: it throws where the folder is not this user's alone.
  await runningAgents(surroundings);
  mkdirSync(agentsFolder, { recursive: true, mode: 0o700 });
  const taken = await looksTaken(surroundings);
  const looks = taken && { looks: taken.looks, lostLooks: await lostLooks(surroundings) };
  const name = randomUUID().slice(0, 8);
  const log = path.join(agentsFolder, `${name}.log`);
  const output = openSync(log, 'w', 0o600);
  const child = spawn(node, ['--max-semi-space-size=1', '--optimize-for-size', programs.agent], {
    env: variables,
    cwd: home,
    // Ctrl-C is this program's to answer.
    detached: true,
    stdio: ['pipe', output, output],
  });
  closeSync(output);
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended ??= `it ended with ${signal ?? `code ${code}`}`));
  child.stdin?.on('error', () => undefined);
  const startup = {
    socket: path.join(agentsFolder, `${name}.sock`),
    ...looks,
    server: { token: '', rootDir: home, prefix },
  };
  child.stdin?.write(`${JSON.stringify(startup)}\n`);
  for (;;) {
    const agent = (await runningAgents(surroundings)).find(({ pid }) => pid === child.pid);
    if (agent) {
      // What holds on to this process would keep the program from ending.
      child.unref();
      return { agent, release: () => void (child.stdin?.destroy(), rmSync(log, { force: true })) };
    }
    if (ended !== undefined) throw new CommandError(`the agent could not be started: ${ended}: ${await lastLine(log)}`);
    await wait(20);
  }
}

async function lastLine(file: string): Promise<string> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.at(-1) || `${file} is empty`;
}
