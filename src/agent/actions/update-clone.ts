import path from 'node:path';
import type { Job } from '../../protocol/job';
import type { Notice } from '../../protocol/notice';
import type { UpdateClone } from '../../protocol/repository-action';
import { inTheWay, whyNotMoved } from '../../studio/fast-forward';
import { addressAsked, handOver, hostOf, oneTimeAccess } from '../git/access';
import { git } from '../git/git';
import { gitProgress } from '../git/progress';
import { statusOf } from '../git/status';
import { gitTrouble } from '../git/trouble';
import { Told } from '../notices';
import { Refusal } from '../refusal';
import { onlyOne, suggested, target, type RepositoryParts } from './suggested-repository';

const patience = 10 * 60_000;

/** Asks the server of a clone what is new; nothing of the user's is touched. Rejects where it cannot begin. */
export function fetchClone(parts: RepositoryParts, asked: UpdateClone): Promise<Job> {
  return update(parts, asked, 'fetch-repository', (folder, name) => afterFetch(parts, folder, name));
}

/**
 * Asks the server of a clone what is new, and moves the branch on to it where that takes nothing of the user's away:
 * only fast-forward. Otherwise it says what is in the way.
 */
export function pullClone(parts: RepositoryParts, asked: UpdateClone): Promise<Job> {
  return update(parts, asked, 'pull-repository', (folder, name) => moveOn(parts, folder, name));
}

async function update(
  parts: RepositoryParts,
  { url, credentials }: UpdateClone,
  kind: 'fetch-repository' | 'pull-repository',
  then: (folder: string, name: string) => Promise<string>,
): Promise<Job> {
  const repository = await suggested(parts, url);
  const { clonedAt, name } = repository;
  if (clonedAt === undefined) {
    const message = `${name} is not cloned here.`;
    throw new Refusal(404, 'not-found', { code: 'not-found', message, remedy: 'Clone it first.' });
  }
  onlyOne(parts.jobs, url);
  const folder = path.join(parts.rootDir, clonedAt);
  const address = await addressAsked(parts, 'origin', folder);
  const host = hostOf(repository.url);
  const access = credentials ? oneTimeAccess(address, credentials) : {};
  return parts.jobs.start({ kind, ...target(repository) }, { label: `Asking ${host}` }, async (report) => {
    const onStderr = (text: string) => {
      const progress = gitProgress(text);
      if (progress) report(progress);
    };
    const ran = await git(parts, ['fetch', '--progress', 'origin'], { folder, timeout: patience, ...access, onStderr });
    if (ran.timedOut) throw new Told({ code: 'unreachable', message: 'git fetch did not end within 10 minutes.' });
    if (ran.code !== 0) {
      const told = credentials ? 'credentials' : 'nothing';
      throw new Told(gitTrouble(ran.stderr, { verb: 'fetch', host, told }));
    }
    if (credentials?.remember) await handOver(parts, address, credentials);
    try {
      return await then(folder, name);
    } finally {
      await parts.changed(folder);
    }
  });
}

async function afterFetch(parts: RepositoryParts, folder: string, name: string): Promise<string> {
  const tree = await statusOf(parts, folder);
  const behind = tree.kind === 'known' ? tree.upstream?.difference?.behind : undefined;
  if (behind === undefined) return `${name}: what its server has is known now.`;
  return behind === 0 ? `${name} is up to date.` : `${name}: ${commits(behind)} to pull.`;
}

async function moveOn(parts: RepositoryParts, folder: string, name: string): Promise<string> {
  const tree = await statusOf(parts, folder);
  const why = whyNotMoved(tree, name);
  if (why) throw new Told(why);
  const behind = tree.kind === 'known' ? (tree.upstream?.difference?.behind ?? 0) : 0;
  if (behind === 0) return `${name} is up to date.`;
  const words = ['merge', '--ff-only', '--no-progress', '@{upstream}'];
  const ran = await git(parts, words, { folder, timeout: patience });
  if (ran.code !== 0) throw new Told(blocked(ran.stderr, name));
  return `${name} has ${commits(behind)} more.`;
}

function blocked(stderr: string, name: string): Notice {
  const files = inTheWay(stderr);
  if (files.length === 0) {
    const line = /^(?:fatal|error): (.*)$/m.exec(stderr)?.[1] ?? 'git gave no reason';
    return { code: 'failed', message: `${name} could not be moved on: ${line}` };
  }
  const named = files.slice(0, 5).join(', ') + (files.length > 5 ? ` and ${files.length - 5} more` : '');
  return {
    code: 'failed',
    message: `${name} is not pulled: your changes in ${named} are in the way. Nothing was changed.`,
    remedy: 'Commit them, or put them aside in a terminal: git stash, pull, git stash pop.',
  };
}

const commits = (count: number) => (count === 1 ? '1 commit' : `${count} commits`);
