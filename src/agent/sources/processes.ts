import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import type { Process, ProcessSample } from '../../studio/keep-awake/process';
import { errorCode } from '../error-code';

/** Clock ticks a second in what `/proc` tells: 100 on every Linux that Node.js runs on (`USER_HZ`). */
const ticksPerSecond = 100;

/**
 * Everything that runs on this machine, as far as `/proc` shows it. Rejects where there is no `/proc`. Read in step: the kernel
 * has it in memory, and to wait for each file costs ten times as much as to read it. Others have their turn in between.
 */
export async function readProcesses(uptime: number): Promise<ProcessSample> {
  const processes: Process[] = [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  for (const [index, pid] of pids.entries()) {
    if (index % turn === turn - 1) await setImmediate();
    const stat = statOf(pid);
    const process = stat === undefined ? undefined : processOf(stat);
    if (process) processes.push(process);
  }
  return { uptime, processes };
}

/** Processes that are read at a stretch: some milliseconds. */
const turn = 200;

function statOf(pid: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    if (ended(error)) return undefined;
    throw error;
  }
}

/** How long a process has been running, in milliseconds; 0 where that is not known. `uptime`: as `Runtime` tells it. */
export function runsFor(pid: number | undefined, uptime: number): number {
  const stat = pid === undefined ? undefined : statOf(String(pid));
  const process = stat === undefined ? undefined : processOf(stat);
  return process ? Math.max(0, uptime - process.startedAt / ticksPerSecond) * 1_000 : 0;
}

/** The command line of a process; empty where it has ended or may not be read. */
export const argvOf = async (pid: number) => words((await gone(readFile(`/proc/${pid}/cmdline`, 'utf8'))) ?? '');

/** What a process was started with; empty where it has ended, or is another user's. */
export async function environmentOf(pid: number): Promise<Map<string, string>> {
  const text = (await gone(readFile(`/proc/${pid}/environ`, 'utf8'))) ?? '';
  return new Map(words(text).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]));
}

/** A line of `/proc/PID/stat` (proc_pid_stat(5)); nothing for a process that has ended and waits to be noticed. */
export function processOf(stat: string): Process | undefined {
  // The second field is the program's name in brackets, which may itself hold spaces and brackets.
  const pid = Number.parseInt(stat, 10);
  const [state, parent, , session, terminal, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || state === 'X' || rest.length < 15) return undefined;
  // From `tpgid`, field 8, on: utime, stime, cutime and cstime are fields 14 to 17, starttime is 22.
  const field = (number: number) => Number(rest[number - 8]);
  return {
    pid,
    parent: Number(parent),
    session: Number(session),
    hasTerminal: terminal !== '0',
    startedAt: field(22),
    cpuSeconds: (field(14) + field(15) + field(16) + field(17)) / ticksPerSecond,
  };
}

const words = (text: string) => text.split('\0').filter(Boolean);

/** Processes end while they are looked at, and others' may not be read. */
async function gone<T>(read: Promise<T>): Promise<T | undefined> {
  return read.catch((error: unknown) => {
    if (ended(error)) return undefined;
    throw error;
  });
}

const ended = (error: unknown) => ['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes(errorCode(error) ?? '');
