import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { kill, pid } from 'node:process';
import { JournalError } from './journal-error';

/**
 * Takes the lock of a state file, a file beside it that names the emulator's process; answers how to give it back. A
 * lock whose process is gone, as after SIGKILL, does not count, even where another has its number by now. Throws a JournalError when another
 * emulator has it, or nothing can be written there.
 */
export function lock(fileName: string): () => void {
  const name = `${fileName}.lock`;
  const own = `${name}.${pid}`;
  try {
    // Made whole under a name of its own and then linked: a lock is never seen without its owner.
    writeFileSync(own, [pid, startOf(pid) ?? []].flat().join(' '));
    while (!linked(own, name)) takeAway(fileName, name);
  } catch (error) {
    if (error instanceof JournalError) throw error;
    throw new JournalError(`${fileName} cannot be written: ${error instanceof Error ? error.message : error}`);
  } finally {
    rmSync(own, { force: true });
  }
  return () => rmSync(name, { force: true });
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Takes a left lock away; of two that try, only one renames it, and one that renames a lock in use puts it back. */
function takeAway(fileName: string, name: string): void {
  requireLeft(fileName, name);
  const aside = `${name}.left.${pid}`;
  try {
    renameSync(name, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  try {
    requireLeft(fileName, aside);
  } catch (error) {
    linked(aside, name);
    throw error;
  } finally {
    rmSync(aside);
  }
}

function requireLeft(fileName: string, name: string): void {
  const owner = ownerOf(name);
  if (owner === undefined || owner.pid === pid || !runs(owner)) return;
  throw new JournalError(`${fileName} is in use by the emulator with process id ${owner.pid}; name another file`);
}

interface Owner {
  pid: number;
  start?: string | undefined;
}

/** The process that a lock names; undefined for a lock that is gone. */
function ownerOf(name: string): Owner | undefined {
  let text: string;
  try {
    text = readFileSync(name, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const [, number, start] = /^([1-9]\d*)(?: (\S+))?$/.exec(text) ?? [];
  if (number === undefined)
    throw new JournalError(`${name} is not a lock of an emulator; remove it, or name another file`);
  return { pid: Number(number), start };
}

function runs(owner: Owner): boolean {
  const start = startOf(owner.pid);
  if (start !== undefined && owner.start !== undefined) return start === owner.start;
  try {
    // Signal 0 is none: it only asks whether there is such a process.
    kill(owner.pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** When a process was started, in a form that no other process with its number ever has; undefined where nobody tells. */
function startOf(process: number): string | undefined {
  try {
    // After the name in parentheses, which may hold anything, the 20th field: ticks since the machine's start.
    const fields = readFileSync(`/proc/${process}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19]}`;
  } catch {
    return undefined;
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
