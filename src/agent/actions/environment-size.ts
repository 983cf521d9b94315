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
  const count = async (file: string): Promise<boolean> => {
    const entry = await unlessGone(lstat(file));
    if (!entry) return false;
    if (entry.nlink > 1 && !entry.isDirectory()) {
      const link = `${entry.dev}:${entry.ino}`;
      if (seen.has(link)) return false;
      seen.add(link);
    }
    bytes += entry.blocks * 512;
    return entry.isDirectory();
  };
  let level = (await count(folder)) ? [folder] : [];
  while (level.length > 0) {
    const next = await inTurns(8, level, async (parent) => {
      const names = (await unlessGone(readdir(parent))) ?? [];
      const below = await inTurns(8, names, async (name) =>
        (await count(path.join(parent, name))) ? path.join(parent, name) : undefined,
      );
      return below.filter((name) => name !== undefined);
    });
    level = next.flat();
  }
  return bytes;
}

async function unlessGone<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EACCES') return undefined;
    throw error;
  });
}
