import { mkdir, readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../error-code';
import { Refusal } from '../refusal';

/**
 * Claims `<rootDir>/<folder>/<name>` for a clone: makes it, and says whether it is new. Refuses a place outside of the
 * root folder, whether by `..` or through a symbolic link, and one that holds something.
 */
export async function claimFolder(
  rootDir: string,
  folder: string,
  name: string,
): Promise<{ target: string; made: boolean }> {
  const root = await realpath(rootDir);
  const parent = path.resolve(root, folder);
  if (path.isAbsolute(folder) || !isBelow(parent, root)) throw outside(folder);
  if (!isBelow(await realpath(await nearestExisting(parent)), root)) throw outside(folder);
  await mkdir(parent, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw unusable(folder, error);
  });
  const target = path.join(await realpath(parent), name);
  try {
    await mkdir(target);
    return { target, made: true };
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw unusable(path.join(folder, name), error);
    return { target: await emptyFolder(target, path.join(folder, name)), made: false };
  }
}

/** What is there already must be an empty folder of its own, not a link to one elsewhere. */
async function emptyFolder(target: string, shown: string): Promise<string> {
  const holds = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR' || error.code === 'ENOENT') return ['a file'];
    throw unusable(shown, error);
  });
  if (holds.length === 0 && (await realpath(target)) === target) return target;
  throw new Refusal(409, 'conflict', {
    code: 'failed',
    message: `The folder ${shown} exists and is not empty.`,
    remedy: 'Choose another folder, or rename that one.',
  });
}

async function nearestExisting(folder: string): Promise<string> {
  try {
    await realpath(folder);
    return folder;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return nearestExisting(path.dirname(folder));
    throw unusable(folder, error);
  }
}

const isBelow = (folder: string, root: string) =>
  folder === root || folder.startsWith(root.endsWith('/') ? root : `${root}/`);

const outside = (folder: string) =>
  new Refusal(400, 'bad-request', {
    code: 'failed',
    message: `The folder ${folder} is outside of the file browser's root folder.`,
    remedy: 'Choose a folder inside of it.',
  });

const unusable = (folder: string, error: unknown) =>
  new Refusal(409, 'conflict', {
    code: 'failed',
    message: `The folder ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
  });
