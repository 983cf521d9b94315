import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { kill } from 'node:process';
import { createInterface } from 'node:readline';

/** A program that runs beside us, with all that it prints in a log file. */
export interface Child {
  /** Resolves with the first line of its output that `pattern` matches; rejects when it ends before. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  /** Ends it and all that it started; resolves when it is gone. */
  stop(): Promise<void>;
  pid: number;
}

const GRACE_MS = 5000;

/** Starts a program in a process group of its own, so that it can be ended together with what it starts. */
export function startChild(
  name: string,
  command: string,
  args: string[],
  options: { cwd: string; env: Record<string, string>; log: string },
): Child {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(options.log);
  const listeners = new Set<(line: string) => void>();
  const seen: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      seen.push(line);
      for (const listener of listeners) listener(line);
    });
  }
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`could not be started: ${error.message}`));
    child.once('close', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
  });

  return {
    pid: child.pid ?? 0,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const listener = (line: string) => {
          const match = pattern.exec(line);
          if (!match) return;
          listeners.delete(listener);
          resolve(match);
        };
        seen.forEach(listener);
        listeners.add(listener);
        void ended.then((how) => reject(new Error(`${name} ${how}; its last lines:\n${seen.slice(-15).join('\n')}`)));
      }),
    async stop() {
      signalGroup(child, 'SIGTERM');
      const impatience = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
      await ended;
      clearTimeout(impatience);
      // What it started may have outlived it.
      signalGroup(child, 'SIGKILL');
      log.end();
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    // A negative number is the process group.
    kill(-child.pid, signal);
  } catch (error) {
    // Gone already. (Not `instanceof Error`: a test runner has an Error of its own.)
    if (Object(error).code !== 'ESRCH') throw error;
  }
}
