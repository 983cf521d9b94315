import { spawn } from 'node:child_process';

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
  onStderr?: (text: string) => void;
  /** An open file that it is to have as its file descriptor 3. */
  inherited?: number;
}

const outputKept = 64 * 1024;

/** Runs a program to its end, without a shell and without input. Rejects only where it could not be started. */
export function run(program: string, args: string[], options: RunOptions): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const more = options.inherited === undefined ? [] : [options.inherited];
    const child = spawn(program, args, { env: options.variables, stdio: ['ignore', 'pipe', 'pipe', ...more] });
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
    child.stdout
      ?.setEncoding('utf8')
      .on('data', (text: string) => (ran.stdout = (ran.stdout + text).slice(-outputKept)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      ran.stderr = (ran.stderr + text).slice(-outputKept);
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
