import { lstat, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { Unreadable } from '../unreadable';

/** More than this is no build folder but a data set: the archive is made in memory. */
const mostBytes = 200e6;
/** Unix, for which the upper half of an entry's attributes is the mode. */
const unix = 3;
/** The first day that a zip archive can name. */
const epoch = new Date('1980-01-01T00:00:00');

/** A zip archive of all files below a folder, their permission bits kept; the same bytes for the same files. */
export async function zipFolder(folder: string): Promise<Uint8Array> {
  const files: Zippable = {};
  let total = 0;
  for (const name of (await readdir(folder, { recursive: true })).toSorted()) {
    const file = path.join(folder, name);
    const { size, mode, ...found } = await stat(file);
    if (found.isDirectory) continue;
    if (!found.isFile) throw new Unreadable(file, 'it is neither file nor folder', 'replace it by a file');
    total += size;
    if (total > mostBytes)
      throw new Unreadable(folder, `it has more than ${mostBytes / 1e6} MB`, 'build from a folder of its own');
    const name_ = name.split(path.sep).join('/');
    files[name_] = [await readFile(file), { os: unix, attrs: (mode & 0xffff) << 16, mtime: epoch }];
  }
  return zipSync(files, { level: 9 });
}

async function stat(file: string) {
  const found = await lstat(file);
  return { size: found.size, mode: found.mode, isFile: found.isFile(), isDirectory: found.isDirectory() };
}
