import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { kill, pid } from 'node:process';
import { JournalError } from './journal-error';

/**
 * Takes the lock of a state file, a file beside it that holds the id of the emulator's process; answers how to give
 * it back. A lock whose process is gone, as after SIGKILL, does not count. Throws a JournalError when another
 * emulator has it, or nothing can be written there.
 */
export function lock(fileName: string): () => void {
  const name = `${fileName}.lock`;
  const own = `${name}.${pid}`;
  try {
    // Made whole under a name of its own and then linked: a lock is never seen without its owner.
    writeFileSync(own, String(pid));
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
  if (owner === undefined || owner === pid || !runs(owner)) return;
  throw new JournalError(`${fileName} is in use by the emulator with process id ${owner}; name another file`);
}

/** The process id in a lock; undefined for a lock that is gone. */
function ownerOf(name: string): number | undefined {
  try {
    return Number(readFileSync(name, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function runs(process: number): boolean {
  try {
    // Signal 0 is none: it only asks whether there is such a process.
    kill(process, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
