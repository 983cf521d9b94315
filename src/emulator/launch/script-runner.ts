import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { kill } from 'node:process';
import { createInterface } from 'node:readline';

/** A lifecycle configuration's script that is to be run for an app that is being launched. */
export interface ScriptToRun {
  /** The script itself, decoded. */
  content: string;
  /** Says to the program whose script it is, by environment variable. */
  environment: Record<string, string>;
}

/** A line that a script printed, and when: epoch milliseconds. */
export interface ScriptLine {
  time: number;
  text: string;
}

/** How a script ended: nothing for a good end, else what was wrong with it. */
export interface ScriptEnd {
  lines: ScriptLine[];
  trouble: string | undefined;
}

/** AWS gives a lifecycle configuration 5 minutes (fact sheet, section 4). Real minutes: a script runs no faster here. */
export const scriptLimit = 300_000;

/**
 * Runs a script by a program of the user's: the script's file is its one argument. The program decides where the script
 * runs (a container, a chroot); its standard output and error are the log, its exit code is the script's. Ended with
 * all that it started when `limit` milliseconds are over or when `ending` aborts.
 */
export async function runScript(
  program: string,
  { content, environment }: ScriptToRun,
  limit: number,
  ending: AbortSignal,
): Promise<ScriptEnd> {
  const folder = await mkdtemp(path.join(tmpdir(), 'studiolo-launch-'));
  try {
    const file = path.join(folder, 'on-start.sh');
    await writeFile(file, content, { mode: 0o755 });
    return await run(program, file, environment, limit, ending);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(
  program: string,
  file: string,
  environment: Record<string, string>,
  limit: number,
  ending: AbortSignal,
): Promise<ScriptEnd> {
  const lines: ScriptLine[] = [];
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  // A process group of its own, so that it can be ended whole.
  const child = spawn('env', [...variables, program, file], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (text) => lines.push({ time: Date.now(), text }));
  }
  return new Promise((resolve) => {
    let late = false;
    const end = () => {
      try {
        if (child.pid !== undefined) kill(-child.pid, 'SIGKILL');
      } catch (error) {
        // It has ended by itself in this moment.
        if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
      }
    };
    const clock = setTimeout(() => {
      late = true;
      end();
    }, limit);
    ending.addEventListener('abort', end, { once: true });
    const finish = (trouble: string | undefined) => {
      clearTimeout(clock);
      ending.removeEventListener('abort', end);
      resolve({ lines, trouble });
    };
    child.once('error', (error) => finish(`${program} could not be started: ${error.message}`));
    child.once('close', (code, signal) => {
      if (late) finish(`not done after ${limit / 1000} s`);
      else finish(code === 0 ? undefined : `exit code ${code ?? signal}`);
    });
  });
}
