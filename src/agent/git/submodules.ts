import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { entry } from './clone-configuration';
import { git, type GitParts } from './git';

const patience = 10_000;
/** A `.gitmodules` that is larger is not read, and more are not looked at. */
const largest = 256 * 1024;
const most = 200;

/** How many of a clone's submodules have nothing in their folders. Neither a clone nor a pull from here fills them. */
export async function emptySubmodules(parts: GitParts, folder: string): Promise<number> {
  const file = await lstat(path.join(folder, '.gitmodules')).catch(() => undefined);
  if (!file?.isFile() || file.size > largest) return 0;
  const words = ['config', '--file', '.gitmodules', '-z', '--get-regexp', String.raw`^submodule\..*\.path$`];
  const ran = await git(parts, words, { folder, timeout: patience, kept: largest, offline: true });
  // None has a path: code 1.
  if (ran.code !== 0) return 0;
  const paths = ran.stdout
    .split('\0')
    .slice(0, most)
    .flatMap((item) => entry(item)[1] || []);
  const empty = await Promise.all(
    paths
      .map((named) => path.resolve(folder, named))
      .filter((at) => at.startsWith(`${folder}/`))
      .map(async (at) => {
        const [there, filled] = await Promise.all([isThere(at), isThere(path.join(at, '.git'))]);
        return there && !filled;
      }),
  );
  return empty.filter(Boolean).length;
}

const isThere = (at: string) =>
  lstat(at).then(
    () => true,
    () => false,
  );
