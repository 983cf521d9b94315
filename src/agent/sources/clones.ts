import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inTurns } from '../in-turns';

/** A Git working folder, relative to where the search began, and the URL of its remote `origin`. */
export interface Clone {
  folder: string;
  origin: string;
}

const depth = 3;
/** A home volume may hold a data set of a million folders: the search ends here and finds what is near the top. */
const mostFolders = 5_000;
const passedOver = new Set(['node_modules', '__pycache__', 'site-packages', 'envs', 'pkgs', 'lost+found']);

/** Git folders up to three levels below `root`, hidden folders left out, without starting git. */
export async function findClones(root: string): Promise<Clone[]> {
  const clones: Clone[] = [];
  let level = [''];
  let left = mostFolders;
  for (let below = 0; below <= depth && level.length > 0 && left > 0; below += 1) {
    const looked = await inTurns(16, level.slice(0, left), (folder) => look(root, folder));
    left -= level.length;
    clones.push(...looked.flatMap(({ clone }) => clone ?? []));
    level = looked.flatMap(({ folders }) => folders);
  }
  return clones.sort((a, b) => a.folder.localeCompare(b.folder));
}

async function look(root: string, folder: string): Promise<{ clone?: Clone; folders: string[] }> {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      // A folder that vanished meanwhile or is somebody else's holds no clone of ours.
      if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'EPERM') return [];
      throw error;
    },
  );
  const origin = entries.some(({ name }) => name === '.git')
    ? await originOf(path.join(root, folder, '.git'))
    : undefined;
  if (origin !== undefined) return { clone: { folder, origin }, folders: [] };
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !passedOver.has(entry.name))
    .map((entry) => path.join(folder, entry.name));
  return { folders };
}

/** The origin's URL from a `.git` folder, or from the file that a worktree or submodule has in its place. */
async function originOf(git: string): Promise<string | undefined> {
  const link = /^gitdir:\s*(.+)$/m.exec((await textOf(git)) ?? '')?.[1]?.trim();
  const folder = link === undefined ? git : path.resolve(path.dirname(git), link);
  const common = (await textOf(path.join(folder, 'commondir')))?.trim();
  const config = await textOf(path.join(common === undefined ? folder : path.resolve(folder, common), 'config'));
  return config === undefined ? undefined : originIn(config);
}

/** The `url` of section `[remote "origin"]` in a Git configuration file. */
export function originIn(config: string): string | undefined {
  let inOrigin = false;
  for (const line of config.split('\n')) {
    if (/^\s*\[/.test(line)) inOrigin = /^\s*\[\s*remote\s+"origin"\s*\]/.test(line);
    const url = inOrigin ? /^\s*url\s*=\s*(.*?)\s*$/i.exec(line)?.[1] : undefined;
    if (url) return url.replace(/^"(.*)"$/, '$1');
  }
  return undefined;
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'EACCES'].includes(error.code ?? '')) return undefined;
    throw error;
  });
}
