import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { kill } from 'node:process';
import type { Runtime } from './configuration';
import { errorCode } from './error-code';

/** A program and all that it starts, as far as none of it begins a session of its own. */
export interface ProcessGroup {
  /** Its leader, for its pipes. */
  leader: ChildProcess;
  /** Asks all of it to end, and kills what has not ended after `grace` milliseconds, or when the leader has. */
  stop(signal: NodeJS.Signals, grace: number): void;
  /** The leader's exit code; null: a signal ended it. Rejects only where it could not be started. */
  ended: Promise<number | null>;
}

/** Milliseconds that what the leader leaves behind may go on holding its pipes. */
const lingering = 2_000;

/**
 * Starts a program without a shell, as the leader of a process group. It has ended when its pipes are closed; what still
 * holds them a while after the leader has ended is killed, and where a signal does not reach it, no longer waited for.
 */
export function startGroup(
  program: string,
  args: string[],
  options: { variables: Record<string, string | undefined>; folder?: string; stdio: StdioOptions },
): ProcessGroup {
  const { folder, stdio, variables } = options;
  const leader = spawn(program, args, {
    env: variables,
    // A group of its own; it still ends with the agent, which sends the signal itself.
    detached: true,
    stdio,
    ...(folder !== undefined && { cwd: folder }),
  });
  const send = (signal: NodeJS.Signals) => leader.pid !== undefined && signalGroup(leader.pid, signal);
  const end = () => {
    send('SIGKILL');
    for (const pipe of leader.stdio) pipe?.destroy();
  };
  let ending: NodeJS.Timeout | undefined;
  let stopping = false;
  const stop = (signal: NodeJS.Signals, grace: number) => {
    stopping = true;
    send(signal);
    clearTimeout(ending);
    ending = setTimeout(end, grace);
  };
  const ended = new Promise<number | null>((resolve, reject) => {
    leader.on('error', (error) => {
      clearTimeout(ending);
      reject(error);
    });
    leader.on('exit', () => {
      clearTimeout(ending);
      if (stopping) end();
      else ending = setTimeout(end, lingering);
    });
    leader.on('close', (code) => {
      clearTimeout(ending);
      resolve(code);
    });
  });
  return { leader, stop, ended };
}

/** Nobody is left to be told where the group has ended. */
function signalGroup(leader: number, signal: NodeJS.Signals): void {
  try {
    kill(-leader, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

export interface GroupOptions {
  variables: Record<string, string | undefined>;
  /** An open file that every process of the group holds, and so the lock on it. */
  held: number;
  /** Ends it: asked to first, and killed when it has not ended after `grace` milliseconds. */
  cancelled: AbortSignal;
  grace: number;
  runtime: Pick<Runtime, 'ending'>;
  /** What it writes to either output. */
  onText(text: string): void;
}

/**
 * Runs a program and all that it starts as one process group, without a shell and without input, and resolves with its
 * exit code (null: a signal ended it) when all of it has ended. Rejects only where it could not be started.
 */
export async function runGroup(program: string, args: string[], options: GroupOptions): Promise<number | null> {
  const { cancelled, grace, held, onText, variables, runtime } = options;
  if (cancelled.aborted) return null;
  const { ended, leader, stop } = startGroup(program, args, { variables, stdio: ['ignore', 'pipe', 'pipe', held] });
  for (const output of [leader.stdout, leader.stderr]) output?.setEncoding('utf8').on('data', onText);
  const cancel = () => stop('SIGINT', grace);
  const end = () => stop('SIGTERM', grace);
  cancelled.addEventListener('abort', cancel, { once: true });
  runtime.ending.addEventListener('abort', end, { once: true });
  try {
    return await ended;
  } finally {
    cancelled.removeEventListener('abort', cancel);
    runtime.ending.removeEventListener('abort', end);
  }
}
