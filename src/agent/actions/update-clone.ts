import { access as reachable } from 'node:fs/promises';
import path from 'node:path';
import type { Job } from '../../protocol/job';
import type { UpdateClone } from '../../protocol/repository-action';
import { gitAddress, repositoryIdentity } from '../../studio/git-address';
import { accessTo, asDestination, destinationOf, handOver, instead, type Destination } from '../git/access';
import { gitInClone, type CloneUse } from '../git/clone-configuration';
import { git } from '../git/git';
import { gitProgress } from '../git/progress';
import { statusOf } from '../git/status';
import { gitTrouble } from '../git/trouble';
import { Told } from '../notices';
import { Refusal } from '../refusal';
import { commits, moveOn, type UpdatedClone } from './move-on';
import { onlyOne, suggested, target, type RepositoryParts } from './suggested-repository';

const patience = 10 * 60_000;

/** Asks the server of a clone what is new; nothing of the user's is touched. Rejects where it cannot begin. */
export function fetchClone(parts: RepositoryParts, asked: UpdateClone): Promise<Job> {
  return update(parts, asked, 'fetch-repository', afterFetch);
}

/**
 * Asks the server of a clone what is new, and moves the branch on to it where that takes nothing of the user's away:
 * only fast-forward. Otherwise it says what is in the way.
 */
export function pullClone(parts: RepositoryParts, asked: UpdateClone): Promise<Job> {
  return update(parts, asked, 'pull-repository', moveOn);
}

async function update(
  parts: RepositoryParts,
  { url, credentials }: UpdateClone,
  kind: 'fetch-repository' | 'pull-repository',
  then: (parts: RepositoryParts, clone: UpdatedClone) => Promise<string>,
): Promise<Job> {
  const repository = await suggested(parts, url);
  const { clonedAt, name, remote = 'origin' } = repository;
  if (clonedAt === undefined) throw notHere(`${name} is not cloned here.`, 'Clone it first.');
  onlyOne(parts.jobs, url);
  const folder = path.join(parts.rootDir, clonedAt);
  if (!(await isThere(path.join(folder, '.git')))) {
    await parts.changed(folder);
    throw notHere(`The clone of ${name} in ${clonedAt || '/'} is no longer there.`, 'Clone it again.');
  }
  const use: CloneUse = { folder, remote, uses: kind === 'fetch-repository' ? ['server'] : ['server', 'files'] };
  const decided = await destinationOf(parts, url);
  const destination = await destinationIn(parts, use, { url, decided, credentials });
  const access = await accessTo(parts, destination, credentials);
  const { host } = gitAddress(url);
  return parts.jobs.start({ kind, ...target(repository) }, { label: `Asking ${host}` }, async (report) => {
    const onStderr = (text: string) => {
      const progress = gitProgress(text);
      if (progress) report(progress);
    };
    const words = ['fetch', '--progress', '--no-recurse-submodules', '--no-auto-maintenance', '--', remote];
    const ran = await gitInClone(parts, use, words, { timeout: patience, ...access, onStderr });
    if (ran.timedOut) throw new Told({ code: 'unreachable', message: 'git fetch did not end within 10 minutes.' });
    if (ran.code !== 0) {
      const told = credentials ? 'credentials' : 'nothing';
      const about = { verb: 'fetch', folder, host, told, instead: instead(url, destination) } as const;
      throw new Told(gitTrouble(ran.stderr, about));
    }
    if (credentials?.remember) await handOver(parts, destination, credentials);
    try {
      return await then(parts, { folder, name, remote });
    } finally {
      await parts.changed(folder);
    }
  });
}

/**
 * What git asks in the clone. That has to be the suggested repository, in whatever spelling; with credentials, the very
 * server that was decided from the suggested address, and so shown where they were typed.
 */
async function destinationIn(
  parts: RepositoryParts,
  use: CloneUse,
  { url, decided, credentials }: { url: string; decided: Destination; credentials: UpdateClone['credentials'] },
): Promise<Destination> {
  // Unlike `git ls-remote --get-url` it does not pass over a repository that is somebody else's.
  const words = ['remote', 'get-url', '--', use.remote ?? 'origin'];
  const ran = await gitInClone(parts, use, words, { timeout: 10_000 }).catch(refuse);
  if (ran.code !== 0) throw refuse(new Told(gitTrouble(ran.stderr, { verb: 'remote', folder: use.folder })));
  const asked = asDestination(ran.stdout.trim());
  if (![url, decided.address].map(repositoryIdentity).includes(repositoryIdentity(asked.address)))
    throw conflict(`This clone asks ${asked.shownHost}, not the suggested repository.`, 'Look at git remote -v.');
  if (!credentials || (asked.protocol === decided.protocol && asked.host === decided.host)) return asked;
  throw conflict(
    `This clone asks ${asked.shownHost} over ${asked.protocol}, and the token is for ${decided.shownHost}. It was not told.`,
    asked.protocol === 'ssh' ? 'ssh takes a key, not a token.' : 'Look at git remote -v in a terminal.',
  );
}

/** Nothing has begun: what stands against it is the answer to the request. */
function refuse(error: unknown): never {
  throw error instanceof Told ? new Refusal(409, 'conflict', error.notice) : error;
}

const conflict = (message: string, remedy: string) => new Refusal(409, 'conflict', { code: 'failed', message, remedy });

const notHere = (message: string, remedy: string) =>
  new Refusal(404, 'not-found', { code: 'not-found', message, remedy });

const isThere = (at: string) =>
  reachable(at).then(
    () => true,
    () => false,
  );

async function afterFetch(parts: RepositoryParts, { folder, name }: UpdatedClone): Promise<string> {
  const tree = await statusOf(parts, folder);
  if (tree.kind === 'known' && tree.commit === undefined && !tree.upstream?.difference) {
    const has = await git(parts, ['for-each-ref', '--count=1', 'refs/remotes'], {
      folder,
      timeout: 10_000,
      offline: true,
    });
    if (has.stdout === '') return `${name} is empty: its server has no commit yet.`;
  }
  const behind = tree.kind === 'known' ? tree.upstream?.difference?.behind : undefined;
  if (behind === undefined) return `${name}: what its server has is known now.`;
  return behind === 0 ? `${name} is up to date.` : `${name}: ${commits(behind)} to pull.`;
}
