import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { NoticeError } from './notices';
import { startGroup } from './process-group';
import { say } from '../protocol/message';

export interface Ran {
  /** Null where a signal ended it. */
  code: number | null;
  timedOut: boolean;
  stdout: string;
  stderr: string;
}

export interface RunOptions {
  variables: Record<string, string | undefined>;
  /** Milliseconds until it is ended, with all that it started. */
  timeout: number;
  /** Ends it too, as does `cancelled`. */
  ending: AbortSignal;
  cancelled?: AbortSignal;
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
/** Milliseconds that a program has to end by itself when its time is up: git takes its locks away. */
const grace = 3_000;

/**
 * Runs a program to its end, without a shell, as a process group that the limit ends as a whole. Rejects only where it
 * could not be started: in the reader's words where that is because of the folder.
 */
export async function run(program: string, args: string[], options: RunOptions): Promise<Ran> {
  try {
    return await runToEnd(program, args, options);
  } catch (error) {
    // For a folder that is gone the error is the same as for a program that is not there.
    throw (options.folder !== undefined && (await folderTrouble(options.folder))) || error;
  }
}

async function runToEnd(program: string, args: string[], options: RunOptions): Promise<Ran> {
  const { cancelled, ending, folder, inherited, kept = outputKept, onStderr, stdin, timeout, variables } = options;
  const more = inherited === undefined ? [] : [typeof inherited === 'string' ? ('pipe' as const) : inherited];
  const { ended, leader, stop } = startGroup(program, args, {
    variables,
    stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe', ...more],
    ...(folder !== undefined && { folder }),
  });
  give(leader.stdio[0], stdin);
  if (typeof inherited === 'string') give(leader.stdio[3], inherited);
  const ran: Ran = { code: null, timedOut: false, stdout: '', stderr: '' };
  leader.stdout?.setEncoding('utf8').on('data', (text: string) => (ran.stdout = (ran.stdout + text).slice(-kept)));
  leader.stderr?.setEncoding('utf8').on('data', (text: string) => {
    ran.stderr = (ran.stderr + text).slice(-kept);
    onStderr?.(text);
  });
  const end = () => stop('SIGTERM', grace);
  const timer = setTimeout(() => {
    ran.timedOut = true;
    end();
  }, timeout);
  const signals = cancelled ? [ending, cancelled] : [ending];
  for (const signal of signals) signal.addEventListener('abort', end, { once: true });
  if (cancelled?.aborted) end();
  try {
    ran.code = await ended;
    return ran;
  } finally {
    clearTimeout(timer);
    for (const signal of signals) signal.removeEventListener('abort', end);
  }
}

async function folderTrouble(folder: string): Promise<NoticeError | undefined> {
  const found = await stat(folder).then(
    (entry) => (entry.isDirectory() ? 'folder' : 'file'),
    () => undefined,
  );
  if (found !== 'folder') {
    const message = found === 'file' ? say('folder-is-file', { folder }) : say('folder-gone', { folder });
    return new NoticeError({ code: 'not-found', message, remedy: say('refresh-panel') });
  }
  return access(folder, constants.X_OK).then(
    () => undefined,
    () => new NoticeError({ code: 'failed', message: say('folder-forbidden', { folder }) }),
  );
}

function give(stream: unknown, text: string | undefined): void {
  if (text === undefined || !(stream instanceof Writable)) return;
  // It may end without having read what it was given: how it ended says enough.
  stream.on('error', () => undefined);
  stream.end(text);
}
