import { spawn } from 'node:child_process';
import { Writable } from 'node:stream';

export interface Ran {
  /** Null where a signal ended it. */
  code: number | null;
  timedOut: boolean;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  variables: Record<string, string | undefined>;
  /** Milliseconds until it is ended. */
  timeout: number;
  /** Ends it too. */
  ending: AbortSignal;
  /** Where it runs. */
  folder?: string;
  stdin?: string;
  /** What it and its children can read from descriptor 3, to which no name leads. */
  descriptor3?: string;
  /** Characters of each output that are kept, the last ones: 64 Ki, unless said. */
  kept?: number;
  onStderr?: (text: string) => void;
}

const outputKept = 64 * 1024;

/** Runs a program to its end, without a shell. Rejects only where it could not be started. */
export function run(program: string, args: string[], options: RunOptions): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const { descriptor3, folder, kept = outputKept, stdin } = options;
    const child = spawn(program, args, {
      env: options.variables,
      ...(folder !== undefined && { cwd: folder }),
      stdio: [
        stdin === undefined ? 'ignore' : 'pipe',
        'pipe',
        'pipe',
        ...(descriptor3 === undefined ? [] : ['pipe' as const]),
      ],
    });
    give(child.stdio[0], stdin);
    give(child.stdio[3], descriptor3);
    const ran: Ran = { code: null, timedOut: false, stdout: '', stderr: '' };
    const stop = () => child.kill('SIGTERM');
    const timer = setTimeout(() => {
      ran.timedOut = true;
      stop();
    }, options.timeout);
    options.ending.addEventListener('abort', stop, { once: true });
    const settle = () => {
      clearTimeout(timer);
      options.ending.removeEventListener('abort', stop);
    };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (ran.stdout = (ran.stdout + text).slice(-kept)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      ran.stderr = (ran.stderr + text).slice(-kept);
      options.onStderr?.(text);
    });
    child.on('error', (error) => {
      settle();
      reject(error);
    });
    child.on('close', (code) => {
      settle();
      resolve({ ...ran, code });
    });
  });
}

function give(stream: unknown, text: string | undefined): void {
  if (text === undefined || !(stream instanceof Writable)) return;
  // It may end without having read what it was given: how it ended says enough.
  stream.on('error', () => undefined);
  stream.end(text);
}
