import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { foreignEntries } from '../../../studio/conda/environment-layout';
import { errorCode } from '../../error-code';
import { inTurns } from '../../in-turns';

/** As many are named as a message can bear. */
const most = 6;

/**
 * What is in an environment, at any depth, though neither conda nor a package has put it there: clones, other
 * environments, what cannot be looked into, and whatever stands beside a package's files where only packages have made
 * the top-level folder, e.g. the `data` of a project that is an environment. Relative to the folder, the first few. Links
 * are not followed: removing takes the link alone.
 */
export async function strangeWithin(folder: string, packageFiles: string[]): Promise<string[]> {
  const files = new Set(packageFiles);
  const folders = new Set<string>();
  for (const file of files)
    for (let at = path.dirname(file); at !== '.' && !folders.has(at); at = path.dirname(at)) folders.add(at);
  const isMade = (file: string) => files.has(file) || folders.has(file);
  const strange: string[] = [];
  const look = async (at: string): Promise<string[]> => {
    const entries = await readdir(path.join(folder, at), { withFileTypes: true }).catch((error: unknown) => {
      if (errorCode(error) !== 'ENOENT') strange.push(at);
      return [];
    });
    return entries.flatMap((entry) => {
      const file = path.join(at, entry.name);
      const [top = ''] = file.split('/', 1);
      const usual = foreignEntries([top], []).length === 0 || at === '';
      const sign = entry.name === '.git' || (entry.name === 'conda-meta' && at !== '');
      if (!isMade(file) && (sign || (!usual && !isCompiled(file)))) {
        strange.push(file);
        return [];
      }
      return entry.isDirectory() ? [file] : [];
    });
  };
  for (let level = ['']; level.length > 0 && strange.length < most;) level = (await inTurns(8, level, look)).flat();
  return strange.sort();
}

/** Python keeps what it compiles beside a package's files. */
const isCompiled = (file: string) => /(^|\/)__pycache__(\/|$)|\.pyc$/.test(file);
