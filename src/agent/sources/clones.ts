import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Notice } from '../../protocol/notice';
import { errorCode } from '../error-code';
import type { Remote } from '../git/remotes';
import { inTurns } from '../in-turns';
import { whyOf } from '../why';
import { say, type Message } from '../../protocol/message';

/** A Git working folder, relative to where the search began, and its remotes. */
export interface Clone {
  folder: string;
  remotes: Remote[];
}

const depth = 3;
/** A home volume may hold a data set of a million folders: the search ends here and finds what is near the top. */
const mostFolders = 5_000;
const passedOver = new Set(['node_modules', '__pycache__', 'site-packages', 'envs', 'pkgs', 'lost+found']);

export interface ClonesOptions {
  remotesOf(folder: string): Promise<Remote[]>;
  mostFolders?: number;
}

/**
 * Git folders up to three levels below `root`, hidden folders left out. Where a folder could not be looked into, or there
 * were too many, that is told.
 */
export async function findClones(
  root: string,
  { remotesOf, mostFolders: most = mostFolders }: ClonesOptions,
): Promise<{ clones: Clone[]; notices: Notice[] }> {
  const clones: Clone[] = [];
  const closed: Closed[] = [];
  let level = [''];
  let left = most;
  let passed = 0;
  for (let below = 0; below <= depth && level.length > 0; below += 1) {
    passed += Math.max(0, level.length - left);
    const looked = await inTurns(16, level.slice(0, left), (folder) => look(root, folder, remotesOf));
    left -= Math.min(left, level.length);
    clones.push(...looked.flatMap(({ clone }) => clone ?? []));
    closed.push(...looked.flatMap((one) => one.closed ?? []));
    level = looked.flatMap(({ folders }) => folders);
  }
  return {
    clones: clones.sort((a, b) => a.folder.localeCompare(b.folder)),
    notices: [...(closed.length > 0 ? [notLookedInto(closed)] : []), ...(passed > 0 ? [endedEarly(most)] : [])],
  };
}

interface Closed {
  folder: string;
  why: Message | string;
}

interface Look {
  clone?: Clone;
  folders: string[];
  closed?: Closed;
}

async function look(root: string, folder: string, remotesOf: ClonesOptions['remotesOf']): Promise<Look> {
  const at = path.join(root, folder);
  let entries;
  try {
    entries = await readdir(at, { withFileTypes: true });
  } catch (error) {
    // One that vanished meanwhile holds nothing.
    if (errorCode(error) === 'ENOENT') return { folders: [] };
    return { folders: [], closed: { folder: folder || root, why: whyOf(error) } };
  }
  const remotes = entries.some(({ name }) => name === '.git') ? await remotesOf(at) : [];
  const clone = remotes.length > 0 ? { folder, remotes } : undefined;
  // A home folder that is a clone itself, of somebody's settings, holds the others.
  if (clone && folder !== '') return { clone, folders: [] };
  const folders = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !passedOver.has(entry.name))
    .map((entry) => path.join(folder, entry.name));
  return { ...(clone && { clone }), folders };
}

function notLookedInto(closed: Closed[]): Notice {
  const named = closed.slice(0, 3).map(({ folder, why }) => say('folder-why', { folder, why }));
  const more = closed.length - named.length;
  return {
    code: 'uncertain',
    message: say('clones-unseen', { folders: more > 0 ? say('and-more', { names: named, more }) : named }),
  };
}

const endedEarly = (most: number): Notice => ({
  code: 'uncertain',
  message: say('first-folders', { most }),
  remedy: say('clones-near-top'),
});
