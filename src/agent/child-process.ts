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
  /** Characters of each output that are kept, the last ones: 64 Ki, unless said. */
  kept?: number;
  onStderr?: (text: string) => void;
  /**
   * What it and its children are to have as their file descriptor 3: an open file, or a text to read, to which no name
   * leads for others.
   */
  inherited?: number | string;
}

const outputKept = 64 * 1024;

/** Runs a program to its end, without a shell. Rejects only where it could not be started. */
export function run(program: string, args: string[], options: RunOptions): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const { folder, inherited, kept = outputKept, stdin } = options;
    const more = inherited === undefined ? [] : [typeof inherited === 'string' ? ('pipe' as const) : inherited];
    const child = spawn(program, args, {
      env: options.variables,
      ...(folder !== undefined && { cwd: folder }),
      stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', ...more],
    });
    give(child.stdio[0], stdin);
    if (typeof inherited === 'string') give(child.stdio[3], inherited);
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
