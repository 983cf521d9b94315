import path from 'node:path';
import type { Notice } from '../../protocol/notice';
import { decidedByClone, type CloneConfiguration, type ConfigEntry, type Use } from '../../studio/git-configuration';
import { shellWord } from '../../studio/shell-word';
import type { Ran } from '../child-process';
import { NoticeError } from '../notices';
import { git, type GitOptions, type GitParts, type GitSetting } from './git';
import { gitTrouble } from './trouble';
import { say } from '../../protocol/message';

const patience = 10_000;
/** Characters. */
const mostText = 1024 * 1024;

/**
 * What a clone's own files say, and what is said outside of it, as git reads them. Reading runs nothing that is written
 * there. The clone says nothing where git does not take the folder for one, e.g. as it is somebody else's.
 */
export async function cloneConfiguration(parts: GitParts, folder: string): Promise<CloneConfiguration> {
  const words = ['config', '--list', '--show-scope', '-z'];
  const ran = await git(parts, words, { folder, timeout: patience, kept: mostText, offline: true });
  if (ran.timedOut || ran.code !== 0) throw new NoticeError(gitTrouble(ran.stderr, { verb: 'config', folder }));
  if (ran.stdout.length >= mostText) throw new NoticeError(tooLong(folder));
  const read: CloneConfiguration = { clone: [], user: [] };
  const items = ran.stdout.split('\0');
  for (let at = 0; at + 1 < items.length; at += 2) {
    const of = items[at] === 'local' || items[at] === 'worktree' ? read.clone : read.user;
    of.push(entry(items[at + 1] ?? ''));
  }
  return read;
}

/** `key<newline>value`; a key alone is a yes. */
export function entry(item: string): ConfigEntry {
  const end = item.indexOf('\n');
  return end < 0 ? [item, 'true'] : [item.slice(0, end), item.slice(end + 1)];
}

/** What git is to do in a clone, and which of its remotes that is about. */
export interface CloneUse {
  folder: string;
  remote?: string | undefined;
  uses: Use[];
}

/** Why git is not run in a clone: what its own configuration would decide. Nothing where that decides nothing. */
export function refusedFor(configuration: CloneConfiguration, { folder, remote, uses }: CloneUse): Notice | undefined {
  const keys = [...new Set(uses.flatMap((use) => decidedByClone(configuration, use, remote)))];
  const [first] = keys;
  if (first === undefined) return undefined;
  const setting = keys.length > 1 ? say('and-more-settings', { setting: first, more: keys.length - 1 }) : first;
  return {
    code: 'failed',
    message: say('configuration-risky', { name: path.basename(folder), setting }),
    remedy: say('trust-setting', { setting: shellWord(first) }),
  };
}

/**
 * Runs git in a clone so that the clone's own configuration decides nothing of what runs and whom it asks. Rejects with
 * what stands against it.
 */
export async function gitInClone(
  parts: GitParts,
  use: CloneUse,
  words: string[],
  { settings = [], ...options }: Omit<GitOptions, 'folder'>,
): Promise<Ran> {
  const { folder } = use;
  const refused = refusedFor(await cloneConfiguration(parts, folder), use);
  if (refused) throw new NoticeError(refused);
  const offline = !use.uses.includes('server');
  return git(parts, words, {
    ...options,
    folder,
    settings: [...neutral, ...settings],
    ...(offline && { offline }),
  });
}

/** What is never obeyed, whoever configures it. Hooks and file watchers of the clone, submodules, work in the background. */
export const neutral: readonly GitSetting[] = [
  ['core.hooksPath', '/dev/null'],
  ['core.fsmonitor', 'false'],
  ['submodule.recurse', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['status.submoduleSummary', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['safe.bareRepository', 'explicit'],
];

const tooLong = (folder: string): Notice => ({
  code: 'failed',
  message: say('configuration-too-long', { name: path.basename(folder), size: mostText / 1024 }),
});
