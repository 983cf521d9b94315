import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LargestFolders } from '../../protocol/resources';
import { largest, type SizedFolder } from '../../studio/largest-folders';
import { errorCode } from '../error-code';
import { inTurns } from '../in-turns';

/** Milliseconds of looking: an answer is waited for half a minute. */
const patience = 20_000;
/** Folders are told apart so far below the home folder. */
const depth = 4;
const shown = 5;

/** A folder that is looked through: what is found in it counts for it and for all above it that are told apart. */
interface Looked {
  folder: string;
  counted: SizedFolder[];
}

/**
 * The largest folders below `root`, by the blocks that their files take, hard links once. Symbolic links are not followed,
 * and what is mounted there is another's volume. When time is up, sizes are what was found so far: the look goes level by
 * level, so that no folder is left out altogether. `time`: in milliseconds.
 */
export async function largestFolders(root: string, time: () => number): Promise<LargestFolders> {
  const until = time() + patience;
  const [start, mounts] = [await lstat(root), await mountPoints()];
  const whole: SizedFolder = { name: '', bytes: 0, folders: [] };
  const links = new Set<string>();
  let complete = true;
  let level: Looked[] = [{ folder: root, counted: [whole] }];
  while (level.length > 0) {
    const next = await inTurns(16, level, async ({ counted, folder }) => {
      const names = time() > until ? undefined : await unlessClosed(readdir(folder));
      if (!names) {
        complete = false;
        return [];
      }
      const below: Looked[] = [];
      for (const name of names) {
        const file = path.join(folder, name);
        // Not so much as looked at: a mount whose server is gone does not answer.
        if (mounts.has(file)) continue;
        if (time() > until) {
          complete = false;
          break;
        }
        const entry = await unlessClosed(lstat(file));
        if (!entry || entry.dev !== start.dev) continue;
        if (entry.nlink > 1 && !entry.isDirectory()) {
          if (links.has(String(entry.ino))) continue;
          links.add(String(entry.ino));
        }
        const of = entry.isDirectory() ? within(counted, path.relative(root, file)) : counted;
        for (const one of of) one.bytes += entry.blocks * 512;
        if (entry.isDirectory()) below.push({ folder: file, counted: of });
      }
      return below;
    });
    level = next.flat();
  }
  const folders = largest(whole, shown).map(({ bytes, name }) => ({ bytes, name }));
  return { folder: root, folders, whole: complete };
}

/** What a folder's content counts for: one that is told apart is new. */
function within(counted: SizedFolder[], name: string): SizedFolder[] {
  if (counted.length > depth) return counted;
  const folder: SizedFolder = { name, bytes: 0, folders: [] };
  counted.at(-1)?.folders.push(folder);
  return [...counted, folder];
}

/** Where file systems are mounted (proc_pid_mountinfo(5)), a blank written as `\040`. */
async function mountPoints(): Promise<Set<string>> {
  const text = await readFile('/proc/self/mountinfo', 'utf8');
  const written = text.split('\n').flatMap((line) => line.split(' ')[4] ?? []);
  return new Set(
    written.map((name) => name.replace(/\\([0-7]{3})/g, (_, code: string) => String.fromCharCode(parseInt(code, 8)))),
  );
}

/** Nothing for what has gone meanwhile, or may not be read. */
async function unlessClosed<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(errorCode(error) ?? '')) return undefined;
    throw error;
  });
}
