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
  readSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { AnyRecord } from '../state/records';
import type { Writes } from '../state/transaction';
import type { Noted } from '../trail/noted';
import { JournalError } from './journal-error';
import { lock } from './lock';

/** What one call has changed, or all that there is in a region. */
export interface Commit {
  region: string;
  writes: Writes;
  /** The calls that there were. */
  events?: readonly Noted[] | undefined;
}

const VERSION = 4;
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
    readonly isNew: boolean,
    private readonly unlock: () => void,
  ) {}

  /** Opens the file, or prepares a new one. Throws a JournalError for a file that is not a state file, or is in use. */
  static open(given: string): Journal {
    const fileName = fileBehind(given);
    const unlock = lock(fileName);
    try {
      return new Journal(fileName, !holdsCommits(fileName), unlock);
    } catch (error) {
      unlock();
      throw error;
    }
  }

  /** The commits of former runs, in their order. Throws a JournalError that names a line that is none. */
  *replay(): Iterable<Commit> {
    let number = 0;
    for (const line of existsSync(this.fileName) ? linesOf(this.fileName) : []) {
      number += 1;
      if (number > 1 && line !== '') yield commitOf(line, `${this.fileName}:${number}`);
    }
  }

  /** Starts the file anew with what there is, by a rename, so that at no moment it is incomplete. */
  begin(everything: Iterable<Commit>): void {
    const next = `${this.fileName}.next`;
    this.#file = openSync(next, 'w');
    writeSync(this.#file, `${HEADER}\n`);
    for (const commit of everything) writeFileSync(this.#file, lineOf(commit));
    fsyncSync(this.#file);
    renameSync(next, this.fileName);
    const folder = openSync(path.dirname(path.resolve(this.fileName)), 'r');
    fsyncSync(folder);
    closeSync(folder);
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

/** Whether there is a state file that holds something. Throws a JournalError for a file that is none. */
function holdsCommits(fileName: string): boolean {
  if (!existsSync(fileName)) return false;
  const lines = linesOf(fileName);
  const { value: header, done } = lines.next();
  // A file whose first line has no end is empty, or was never ours.
  if (done && statSync(fileName).size === 0) return false;
  const second = header === HEADER ? lines.next() : undefined;
  lines.return(undefined);
  if (second) return !second.done;
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

/** The lines of a file that have an end, read piece by piece: all of it may be more than a string can hold. */
function* linesOf(fileName: string): Generator<string, undefined> {
  // A device may never end, a pipe never begin.
  if (!statSync(fileName).isFile()) throw new JournalError(`${fileName} is not a file; name another`);
  const file = opened(fileName);
  try {
    const piece = Buffer.alloc(1024 * 1024);
    let parts: Buffer[] = [];
    for (let size = readSync(file, piece); size > 0; size = readSync(file, piece)) {
      let begin = 0;
      for (let end = piece.indexOf(0x0a); end >= 0 && end < size; end = piece.indexOf(0x0a, begin)) {
        yield Buffer.concat([...parts, piece.subarray(begin, end)]).toString('utf8');
        parts = [];
        begin = end + 1;
      }
      if (begin < size) parts.push(Buffer.from(piece.subarray(begin, size)));
    }
  } finally {
    closeSync(file);
  }
}

function opened(fileName: string): number {
  try {
    return openSync(fileName, 'r');
  } catch (error) {
    throw new JournalError(`${fileName} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

function commitOf(line: string, place: string): Commit {
  try {
    const { region, writes, events = [] }: Line = JSON.parse(line);
    const asNoted = ({ of, time, own }: Line['events'][number]): Noted => ({
      of: JSON.stringify(of),
      time,
      own: JSON.stringify(own),
    });
    return { region, writes: new Map(Object.entries(writes)), events: events.map(asNoted) };
  } catch {
    throw new JournalError(`${place}: is not a commit of this emulator; restore the file, or start with another`);
  }
}

interface Line {
  region: string;
  writes: Record<string, AnyRecord | null>;
  events: { of: object; time: number; own: unknown[] }[];
}

function lineOf({ region, writes, events = [] }: Commit): string {
  // What a call was put down as is JSON already.
  const calls = events.map(({ of, time, own }) => `{"of":${of},"time":${time},"own":${own}}`);
  return `{"region":${JSON.stringify(region)},"writes":${JSON.stringify(Object.fromEntries(writes))},"events":[${calls.join(',')}]}\n`;
}
