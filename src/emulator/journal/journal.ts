import {
  accessSync,
  appendFile,
  closeSync,
  constants,
  existsSync,
  fdatasync,
  fsyncSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Writes } from '../state/transaction';
import { JournalError } from './journal-error';
import { lock } from './lock';

/** What one call has changed, or all that there is in a region. */
export interface Commit {
  region: string;
  writes: Writes;
}

const VERSION = 2;
const HEADER = JSON.stringify({ 'studiolo emulator state': VERSION });
const append = promisify(appendFile);
const sync = promisify(fdatasync);

/**
 * The state file: a header line, then one line a commit with all of its writes, so that a commit is there whole or
 * not at all. A last line without its end is what a killed process left of a commit that nobody was told of, and is
 * ignored.
 *
 * Commits that come while the disk is busy share the next `fsync`. When the disk has once refused, nothing that comes
 * later is acknowledged: it would rest on what is lost.
 */
export class Journal {
  #pending: string[] = [];
  #file: number | undefined;
  /** Resolves when all that has been appended is on disk; once rejected it stays so. */
  #synced: Promise<void> = Promise.resolve();

  private constructor(
    private readonly fileName: string,
    private lines: string[],
    private readonly unlock: () => void,
  ) {}

  /** Opens the file, or prepares a new one. Throws a JournalError for a file that is not a state file, or is in use. */
  static open(given: string): Journal {
    const fileName = fileBehind(given);
    const unlock = lock(fileName);
    try {
      return new Journal(fileName, linesOf(fileName), unlock);
    } catch (error) {
      unlock();
      throw error;
    }
  }

  get isNew(): boolean {
    return this.lines.length === 0;
  }

  /** The commits of former runs, in their order. Throws a JournalError that names a line that is none. */
  *replay(): Iterable<Commit> {
    for (const [index, line] of this.lines.entries()) yield commitOf(line, `${this.fileName}:${index + 2}`);
  }

  /** Starts the file anew with what there is, by a rename, so that at no moment it is incomplete. */
  begin(everything: Commit[]): void {
    const next = `${this.fileName}.next`;
    this.#file = openSync(next, 'w');
    writeFileSync(this.#file, `${HEADER}\n${everything.map(lineOf).join('')}`);
    fsyncSync(this.#file);
    renameSync(next, this.fileName);
    const folder = openSync(path.dirname(path.resolve(this.fileName)), 'r');
    fsyncSync(folder);
    closeSync(folder);
    this.lines = [];
  }

  append(commit: Commit): void {
    this.#pending.push(lineOf(commit));
    // The first of a round asks for it; who comes before it starts goes with it.
    if (this.#pending.length === 1) {
      this.#synced = this.#synced.then(() => this.#flush());
      // Whoever waits is told; that nobody may be waiting is no reason to end the process.
      this.#synced.catch(() => undefined);
    }
  }

  /** Resolves when all that was appended before is on disk. Rejects with a JournalError when it cannot be. */
  flushed(): Promise<void> {
    return this.#synced;
  }

  /** Gives the file back, with all that was appended in it. */
  async close(): Promise<void> {
    try {
      await this.#synced;
    } finally {
      if (this.#file !== undefined) closeSync(this.#file);
      this.unlock();
    }
  }

  async #flush(): Promise<void> {
    const text = this.#pending.join('');
    this.#pending = [];
    if (this.#file === undefined) throw new Error('the journal has not begun');
    try {
      await append(this.#file, text);
      await sync(this.#file);
    } catch (error) {
      throw new JournalError(`${this.fileName} cannot be written: ${error instanceof Error ? error.message : error}`);
    }
  }
}

/** The commits of a state file, none for one that is not there or empty. */
function linesOf(fileName: string): string[] {
  const text = existsSync(fileName) ? textOf(fileName) : '';
  if (text === '') return [];
  const [header, ...lines] = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
  if (header === HEADER) return lines.filter(Boolean);
  const version = /^\{"studiolo emulator state":(\d+)\}$/.exec(header ?? '')?.[1];
  throw new JournalError(
    version === undefined
      ? `${fileName} is not a state file of this emulator; name another, or move it away`
      : `${fileName} is a state file of version ${version}, and this emulator reads version ${VERSION}; name another file, or use the studiolo that wrote it`,
  );
}

/**
 * The file itself, not a link to it: the first `begin` renames, and would replace a link. Throws a JournalError for a
 * link that leads nowhere and for a file that may not be written, which a rename would replace as well.
 */
function fileBehind(given: string): string {
  const isLink = lstatSync(given, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  if (!isLink && !existsSync(given)) return given;
  try {
    const fileName = realpathSync(given);
    accessSync(fileName, constants.W_OK);
    return fileName;
  } catch (error) {
    if (isLink && !existsSync(given))
      throw new JournalError(`${given} is a link that leads nowhere; name the file itself`);
    throw new JournalError(`${given} cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}

function textOf(fileName: string): string {
  // A device may never end, a pipe never begin.
  if (!statSync(fileName).isFile()) throw new JournalError(`${fileName} is not a file; name another`);
  try {
    return readFileSync(fileName, 'utf8');
  } catch (error) {
    throw new JournalError(`${fileName} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function commitOf(line: string, place: string): Commit {
  try {
    const { region, writes }: { region: string; writes: object } = JSON.parse(line);
    return { region, writes: new Map(Object.entries(writes)) };
  } catch {
    throw new JournalError(`${place}: is not a commit of this emulator; restore the file, or start with another`);
  }
}

const lineOf = ({ region, writes }: Commit) => `${JSON.stringify({ region, writes: Object.fromEntries(writes) })}\n`;
