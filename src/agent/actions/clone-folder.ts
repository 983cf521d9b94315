import { mkdir, readdir, realpath, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { errorCode } from '../error-code';
import { Refusal } from '../refusal';
import { say } from '../../protocol/message';
import { whyOf } from '../why';

/** A folder that is a clone's alone until that has ended. */
export interface Claim {
  target: string;
  /** It was not there before. */
  made: boolean;
  /** The highest of the folders around it that were not there before either. */
  madeAbove?: string;
}

/**
 * Claims `<rootDir>/<folder>/<name>` for a clone, and makes it where it is not there. Refuses a place outside of the
 * root folder, whether by `..` or through a symbolic link, and one that holds something or, being in `claimed`, soon will.
 */
export async function claimFolder(rootDir: string, claimed: Set<string>, folder: string, name: string): Promise<Claim> {
  const root = await realpath(rootDir);
  const parent = path.resolve(root, folder);
  if (path.isAbsolute(folder) || !isBelow(parent, root)) throw outside(folder);
  if (!isBelow(await realpath(await nearestExisting(parent)), root)) throw outside(folder);
  const madeAbove = await mkdir(parent, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw unusable(folder, error);
  });
  const target = path.join(await realpath(parent), name);
  const shown = path.join(folder, name);
  if (claimed.has(target)) throw notEmpty(shown);
  claimed.add(target);
  try {
    return { target, made: await makeOrFindEmpty(target, shown), ...(madeAbove !== undefined && { madeAbove }) };
  } catch (error) {
    claimed.delete(target);
    throw error;
  }
}

/** Takes away the folders that were made around a clone, as far as nothing else is in them by now. */
export async function clearAbove({ target, madeAbove }: Claim): Promise<void> {
  if (madeAbove === undefined) return;
  for (let folder = path.dirname(target); isBelow(folder, madeAbove); folder = path.dirname(folder)) {
    try {
      await rmdir(folder);
    } catch {
      // An empty folder that cannot go stays: why the clone failed is what has to be told.
      return;
    }
  }
}

async function makeOrFindEmpty(target: string, shown: string): Promise<boolean> {
  try {
    await mkdir(target);
    return true;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw unusable(shown, error);
    await requireEmpty(target, shown);
    return false;
  }
}

/** What is there already must be an empty folder of its own, not a link to one elsewhere. */
async function requireEmpty(target: string, shown: string): Promise<void> {
  const holds = await readdir(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR' || error.code === 'ENOENT') return ['a file'];
    throw unusable(shown, error);
  });
  if (holds.length > 0 || (await realpath(target)) !== target) throw notEmpty(shown);
}

const notEmpty = (folder: string) =>
  new Refusal(409, 'conflict', {
    code: 'failed',
    message: say('folder-not-empty', { folder }),
    remedy: say('choose-other-folder'),
  });

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
    message: say('folder-outside-root', { folder }),
    remedy: say('choose-inside-root'),
  });

const unusable = (folder: string, error: unknown) =>
  new Refusal(409, 'conflict', {
    code: 'failed',
    message: say('folder-unusable', { folder, why: whyOf(error) }),
  });
