import { lstat, readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { Zip, ZipDeflate } from 'fflate';
import { Unreadable } from '../unreadable';
import { ignoredBy } from './docker-ignore';
import { isSecretContent, isSecretPath } from './secret-file';

/** More than this is no build folder but a data set: the archive is made in memory. */
const mostBytes = 200e6;
/** Unix, for which the upper half of an entry's attributes is the mode. */
const unix = 3;
/** The first day that a zip archive can name. */
const epoch = new Date('1980-01-01T00:00:00');

/**
 * A zip archive of the files below a folder that an engine would be sent to build `dockerfile`, their permission bits
 * kept; the same bytes for the same files. Secrets stay, whatever `.dockerignore` says of them: `onSecret` is told each.
 * Rejects with `Unreadable`.
 */
export async function zipFolder(
  folder: string,
  dockerfile = 'Dockerfile',
  onSecret: (name: string) => void = () => undefined,
): Promise<Uint8Array> {
  const ignored = await ignoring(folder, dockerfile);
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  let total = 0;
  for await (const name of names(folder, '', onSecret)) {
    if (ignored(name)) continue;
    const file = path.join(folder, name);
    const found = await lstat(file);
    if (!found.isFile()) throw new Unreadable(file, 'it is neither file nor folder', 'replace it by a file');
    total += found.size;
    if (total > mostBytes)
      throw new Unreadable(folder, `it has more than ${mostBytes / 1e6} MB`, 'build from a folder of its own');
    const bytes = await readFile(file);
    if (isSecretContent(bytes)) {
      onSecret(name);
      continue;
    }
    // One after the other by name: in an object, some names would be members of every object.
    const entry = new ZipDeflate(name, { level: 9 });
    Object.assign(entry, { os: unix, attrs: (found.mode & 0xffff) << 16, mtime: epoch });
    zip.add(entry);
    entry.push(bytes, true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

/** Everything in the folder that may be sent, by names with `/` between them, in the same order everywhere. */
async function* names(folder: string, below: string, onSecret: (name: string) => void): AsyncGenerator<string> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.name.includes('\uFFFD'))
      throw new Unreadable(path.join(folder, name), 'its name is not UTF-8', 'give it another name');
    if (isSecretPath(name)) onSecret(name);
    else if (entry.isDirectory()) yield* names(folder, name, onSecret);
    else yield name;
  }
}

/** What the ignore file of this Dockerfile, else that of the folder, keeps back; an engine is sent those two all the same. */
async function ignoring(folder: string, dockerfile: string): Promise<(name: string) => boolean> {
  for (const name of [`${dockerfile}.dockerignore`, '.dockerignore']) {
    const file = path.join(folder, name);
    const there = await lstat(file).catch(() => undefined);
    if (!there) continue;
    if (!there.isFile()) throw new Unreadable(file, 'it is no file', 'replace it by one');
    let ignored: (name: string) => boolean;
    try {
      ignored = ignoredBy(await readFile(file, 'utf8'));
    } catch (error) {
      throw new Unreadable(file, error instanceof Error ? error.message : String(error), 'correct it');
    }
    return (asked) => asked !== name && asked !== dockerfile && ignored(asked);
  }
  return () => false;
}
