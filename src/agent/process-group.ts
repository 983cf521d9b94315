import { spawn } from 'node:child_process';
import { kill } from 'node:process';
import type { World } from './configuration';
import { errorCode } from './error-code';

export interface GroupOptions {
  variables: Record<string, string | undefined>;
  /** An open file that every process of the group holds, and so the lock on it. */
  held: number;
  /** Ends it: asked to first, and killed when it has not ended after `grace` milliseconds. */
  cancelled: AbortSignal;
  grace: number;
  world: Pick<World, 'ending'>;
  /** What it writes to either output. */
  onText(text: string): void;
}

/**
 * Runs a program and all that it starts as one process group, without a shell and without input, and resolves with its
 * exit code (null: a signal ended it) when all of it has ended. Rejects only where it could not be started.
 */
export function runGroup(program: string, args: string[], options: GroupOptions): Promise<number | null> {
  const { cancelled, held, onText, variables, world } = options;
  if (cancelled.aborted) return Promise.resolve(null);
  return new Promise((resolve, reject) => {
    // `detached` makes it the leader of a process group; it still ends with the agent, which sends the signal itself.
    const child = spawn(program, args, { env: variables, detached: true, stdio: ['ignore', 'pipe', 'pipe', held] });
    const send = (signal: NodeJS.Signals) => child.pid !== undefined && signalGroup(child.pid, signal);
    let killing: NodeJS.Timeout | undefined;
    const cancel = () => {
      send('SIGINT');
      killing = setTimeout(() => send('SIGKILL'), options.grace);
    };
    const end = () => send('SIGTERM');
    cancelled.addEventListener('abort', cancel, { once: true });
    world.ending.addEventListener('abort', end, { once: true });
    const settle = () => {
      clearTimeout(killing);
      cancelled.removeEventListener('abort', cancel);
      world.ending.removeEventListener('abort', end);
    };
    for (const output of [child.stdout, child.stderr]) output?.setEncoding('utf8').on('data', onText);
    child.on('error', (error) => {
      settle();
      reject(error);
    });
    child.on('exit', () => cancelled.aborted && send('SIGKILL'));
    child.on('close', (code) => {
      settle();
      resolve(code);
    });
  });
}

/** Nobody is left to be told where the group has ended. */
function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    kill(-leader, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
