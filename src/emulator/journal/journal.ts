import { closeSync, existsSync, openSync, readFileSync, renameSync, writeSync, fsyncSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { kill, pid } from 'node:process';
import type { AnyRecord } from '../state/records';

type Writes = ReadonlyMap<string, AnyRecord | null>;

const HEADER = JSON.stringify({ 'studiolo emulator state': 1 });

/** The state file is not ours, or is in use: said to the person who named it. */
export class JournalError extends Error {}

/**
 * The state file: a header line, then one line a commit with all of its writes, so that a commit is there whole or
 * not at all. A last line without its end is what a killed process left of a commit that nobody was told of, and is
 * ignored. Many commits share one `fsync`: the file is synced again and again while there is anything unsynced.
 */
export class Journal {
  #pending: string[] = [];
  #flushing: Promise<void> | undefined;
  #file: Promise<FileHandle> | undefined;

  private constructor(
    private readonly fileName: string,
    private readonly lines: string[],
  ) {}

  /** Opens the file, or prepares a new one. Throws a JournalError for a file that is not a state file, or is in use. */
  static open(fileName: string): Journal {
    lock(fileName);
    if (!existsSync(fileName)) return new Journal(fileName, []);
    const text = readFileSync(fileName, 'utf8');
    const [header, ...lines] = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
    if (header !== HEADER) {
      unlock(fileName);
      throw new JournalError(`${fileName} is not a state file of this emulator: name another, or move it away`);
    }
    return new Journal(fileName, lines.filter(Boolean));
  }

  get isNew(): boolean {
    return this.lines.length === 0;
  }

  *replay(): Iterable<Writes> {
    for (const line of this.lines) yield new Map(Object.entries(JSON.parse(line)));
  }

  /** Starts the file anew with what there is, by a rename, so that at no moment it is incomplete. */
  begin(everything: Writes): void {
    const next = `${this.fileName}.next`;
    const file = openSync(next, 'w');
    writeSync(file, `${HEADER}\n${lineOf(everything)}`);
    fsyncSync(file);
    closeSync(file);
    renameSync(next, this.fileName);
    const folder = openSync(path.dirname(path.resolve(this.fileName)), 'r');
    fsyncSync(folder);
    closeSync(folder);
    this.lines.length = 0;
    this.#file = open(this.fileName, 'a');
  }

  append(writes: Writes): void {
    this.#pending.push(lineOf(writes));
  }

  /** Resolves when all that was appended before is on disk. */
  async flushed(): Promise<void> {
    // What is being flushed now may have begun before the last append: wait for it, then for a round of our own.
    if (this.#flushing) await this.#flushing;
    if (this.#pending.length === 0) return;
    this.#flushing ??= this.#flush().finally(() => (this.#flushing = undefined));
    await this.#flushing;
  }

  async close(): Promise<void> {
    while (this.#pending.length > 0 || this.#flushing) await this.flushed();
    await (await this.#file)?.close();
    unlock(this.fileName);
  }

  async #flush(): Promise<void> {
    const file = await this.#file;
    if (!file) throw new Error('the journal has not begun');
    const lines = this.#pending;
    this.#pending = [];
    await file.appendFile(lines.join(''));
    await file.datasync();
  }
}

const lineOf = (writes: Writes) => `${JSON.stringify(Object.fromEntries(writes))}\n`;

const lockOf = (fileName: string) => `${fileName}.lock`;

/** One emulator a file: the lock names its process, and a lock whose process is gone does not count. */
function lock(fileName: string): void {
  const name = lockOf(fileName);
  try {
    const file = openSync(name, 'wx');
    writeSync(file, String(pid));
    closeSync(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code !== 'EEXIST') throw new JournalError(`${fileName} cannot be written: ${error.message}`);
    const owner = Number(readFileSync(name, 'utf8'));
    if (owner > 0 && owner !== pid && runs(owner)) {
      throw new JournalError(`${fileName} is in use by the emulator with process id ${owner}`);
    }
    rmSync(name);
    lock(fileName);
  }
}

function unlock(fileName: string): void {
  rmSync(lockOf(fileName), { force: true });
}

function runs(process: number): boolean {
  try {
    kill(process, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
