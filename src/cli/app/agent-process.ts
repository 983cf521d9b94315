import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunningAgent } from '../../protocol/running-agent';
import { CommandError } from '../host';
import type { AppPlace } from './place';
import { runningAgents } from './running-agents';

/** With this program, which must call `release` at its end; or as long as the app runs, until it is told to end. */
export type Lasting = 'with-us' | 'on-its-own';

export interface StartedAgent {
  agent: RunningAgent;
  release(): void;
}

/**
 * Starts an agent that has no Jupyter server, and resolves when it answers. Of those that last there is one: where one
 * is being started already, that one is taken. Throws a CommandError where none can be started.
 */
export async function startAgent(place: AppPlace, lasting: Lasting): Promise<StartedAgent> {
  const { agentProgram, agentsFolder, home, node, prefix, variables } = place;
  if (!agentProgram) {
    throw new CommandError(
      'no agent of studiolo answers here, and this program brings none; run `pip install studiolo` in the app',
    );
  }
  // Looked at before anything is put there: it throws where the folder is not this user's alone.
  await runningAgents(place);
  mkdirSync(agentsFolder, { recursive: true, mode: 0o700 });
  const name = lasting === 'on-its-own' ? 'lasting' : randomUUID().slice(0, 8);
  const log = path.join(agentsFolder, `${name}.log`);
  const output = openSync(log, lasting === 'on-its-own' ? 'a' : 'w', 0o600);
  const child = spawn(node, ['--max-semi-space-size=1', '--optimize-for-size', agentProgram], {
    env: variables,
    cwd: home,
    // Ctrl-C is this program's to answer, and one that lasts outlives the terminal.
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
    endsWith: lasting === 'on-its-own' ? 'told' : 'parent',
    server: { token: '', rootDir: home, prefix },
  };
  child.stdin?.write(`${JSON.stringify(startup)}\n`);
  for (;;) {
    const agents = await runningAgents(place);
    const own = agents.find(({ pid }) => pid === child.pid);
    const agent = own ?? (ended !== undefined ? agents.find((other) => other.lasting) : undefined);
    if (agent) {
      // What holds on to this process would keep the program from ending.
      child.unref();
      if (lasting === 'on-its-own') child.stdin?.destroy();
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
