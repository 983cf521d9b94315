import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { WorkingTree } from '../../protocol/repository';
import { workingTree } from '../../studio/working-tree';
import { errorCode } from '../error-code';
import { git, type GitParts } from './git';

const patience = 20_000;
/** Characters; a line is some hundred. */
const mostText = 4 * 1024 * 1024;

/**
 * How a clone stands, read without a lock that could be in the way of somebody's commit, and without running what its
 * configuration would have watch files. Nothing is asked of its server.
 */
export async function statusOf(parts: GitParts, folder: string): Promise<WorkingTree> {
  const words = ['--no-optional-locks', 'status', '--porcelain=v2', '--branch'];
  const settings = [['core.fsmonitor', 'false']] as const;
  const ran = await git(parts, words, { folder, timeout: patience, kept: mostText, settings: [...settings] });
  if (ran.timedOut) return { kind: 'unknown', reason: 'git status did not end within 20 seconds' };
  if (ran.code !== 0) {
    const reason = /^(?:fatal|error): (.*)$/m.exec(ran.stderr)?.[1] ?? `git status ended with code ${ran.code}`;
    return { kind: 'unknown', reason };
  }
  // The first lines are the branch's; without them there were too many others to keep.
  if (!ran.stdout.startsWith('# branch.')) return { kind: 'unknown', reason: 'it has too many changed files to count' };
  const fetchedAt = await fetched(await gitFolder(folder));
  return { ...workingTree(ran.stdout), ...(fetchedAt && { fetchedAt: fetchedAt.toISOString() }) };
}

/** The `.git` folder of a working folder; a worktree or submodule has a file in its place that names it. */
async function gitFolder(folder: string): Promise<string> {
  const git = path.join(folder, '.git');
  const link = await readFile(git, 'utf8').catch((error: unknown) => {
    if (errorCode(error) === 'EISDIR') return '';
    throw error;
  });
  const named = /^gitdir:\s*(.+)$/m.exec(link)?.[1]?.trim();
  return named === undefined ? git : path.resolve(folder, named);
}

/** When the server was last asked: `git fetch` writes `FETCH_HEAD`, and `git clone` the first line of HEAD's log. */
async function fetched(folder: string): Promise<Date | undefined> {
  const absent = (error: unknown) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  };
  const last = await stat(path.join(folder, 'FETCH_HEAD')).catch(absent);
  // A fetch that failed may leave it empty.
  if (last && last.size > 0) return last.mtime;
  const log = await readFile(path.join(folder, 'logs', 'HEAD'), 'utf8').catch(absent);
  const seconds = /^[^\n]*> (\d+) [+-]\d+\tclone: from /.exec(log ?? '')?.[1];
  return seconds === undefined ? undefined : new Date(Number(seconds) * 1000);
}
