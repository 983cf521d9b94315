import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { inTurns } from '../in-turns';

/**
 * Bytes that a folder takes on disk, as `du` counts them: blocks in use, folders too, hard links once. Symbolic links
 * are not followed. Files that vanish meanwhile are left out.
 */
export async function sizeOnDisk(folder: string): Promise<number> {
  const seen = new Set<string>();
  let bytes = 0;
  await walk(folder, (entry) => {
    if (entry.nlink > 1 && !entry.isDirectory()) {
      const link = `${entry.dev}:${entry.ino}`;
      if (seen.has(link)) return;
      seen.add(link);
    }
    bytes += entry.blocks * 512;
  });
  return bytes;
}

/** When anything in a folder was last changed, in milliseconds since 1970. */
export async function latestChange(folder: string): Promise<number> {
  let latest = 0;
  await walk(folder, (entry) => {
    // Conda shares files between environments by hard links, and each new one counts as a change of the file.
    const shared = entry.nlink > 1 && !entry.isDirectory();
    latest = Math.max(latest, shared ? entry.mtimeMs : entry.ctimeMs);
  });
  return latest;
}

async function walk(folder: string, see: (entry: Stats) => void): Promise<void> {
  const enters = async (file: string): Promise<boolean> => {
    const entry = await unlessGone(lstat(file));
    if (entry) see(entry);
    return entry?.isDirectory() ?? false;
  };
  let level = (await enters(folder)) ? [folder] : [];
  while (level.length > 0) {
    const next = await inTurns(8, level, async (parent) => {
      const names = (await unlessGone(readdir(parent))) ?? [];
      const below = await inTurns(8, names, async (name) =>
        (await enters(path.join(parent, name))) ? path.join(parent, name) : undefined,
      );
      return below.filter((name) => name !== undefined);
    });
    level = next.flat();
  }
}

async function unlessGone<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EACCES') return undefined;
    throw error;
  });
}
