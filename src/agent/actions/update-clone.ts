import { access as reachable } from 'node:fs/promises';
import path from 'node:path';
import type { Job } from '../../protocol/job';
import type { UpdateClone } from '../../protocol/repository-action';
import { gitAddress, repositoryIdentity } from '../../studio/git-address';
import { withoutCredentials } from '../../studio/git-cause';
import { accessTo, asDestination, destinationOf, handOver, instead, type Destination } from '../git/access';
import { gitInClone, type CloneUse } from '../git/clone-configuration';
import { git } from '../git/git';
import { gitProgress } from '../git/progress';
import { statusOf } from '../git/status';
import { gitTrouble } from '../git/trouble';
import { Cancelled } from '../jobs';
import { NoticeError } from '../notices';
import { Refusal } from '../refusal';
import { moveOn, type UpdatedClone } from './move-on';
import { listed, onlyOne, target, type RepositoryParts } from './listed-repository';
import { say, type Message } from '../../protocol/message';

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
  then: (parts: RepositoryParts, clone: UpdatedClone) => Promise<Message>,
): Promise<Job> {
  const repository = await listed(parts, url);
  const { clonedAt, name, remote = 'origin' } = repository;
  if (clonedAt === undefined) throw notHere(say('not-cloned', { name }), say('clone-first'));
  onlyOne(parts.jobs, url);
  const folder = path.join(parts.rootDir, clonedAt);
  if (!(await isThere(path.join(folder, '.git')))) {
    await parts.changed(folder);
    throw notHere(say('clone-gone', { name, folder: clonedAt || '/' }), say('clone-again'));
  }
  const use: CloneUse = { folder, remote, uses: kind === 'fetch-repository' ? ['server'] : ['server', 'files'] };
  const decided = await destinationOf(parts, url);
  const destination = await destinationIn(parts, use, { url, decided, credentials });
  const access = await accessTo(parts, destination, credentials);
  const { host } = gitAddress(url);
  const what = { kind, ...target(repository), cancellable: true };
  return parts.jobs.start(what, { label: say('asking-host', { host }) }, async (report, { cancelled, log }) => {
    const onStderr = (text: string) => {
      log(withoutCredentials(text));
      const progress = gitProgress(text);
      if (progress) report(progress);
    };
    const words = ['fetch', '--progress', '--no-recurse-submodules', '--no-auto-maintenance', '--', remote];
    const ran = await gitInClone(parts, use, words, { timeout: patience, ...access, cancelled, onStderr });
    // Once the server has answered, moving on is not ended half way.
    if (cancelled.aborted) throw new Cancelled(say('fetch-cancelled', { name }));
    if (ran.timedOut)
      throw new NoticeError({
        code: 'unreachable',
        message: say('git-too-long', { verb: 'fetch', minutes: patience / 60_000 }),
      });
    if (ran.code !== 0) {
      const told = credentials ? 'credentials' : 'nothing';
      const about = { verb: 'fetch', folder, host, told, instead: instead(url, destination) } as const;
      throw new NoticeError(gitTrouble(ran.stderr, about));
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
 * What git asks in the clone. That has to be the repository of the list, in whatever spelling; with credentials, the very
 * server that was decided from its address there, and so shown where they were typed.
 */
async function destinationIn(
  parts: RepositoryParts,
  use: CloneUse,
  { url, decided, credentials }: { url: string; decided: Destination; credentials: UpdateClone['credentials'] },
): Promise<Destination> {
  // Unlike `git ls-remote --get-url` it does not pass over a repository that is somebody else's.
  const words = ['remote', 'get-url', '--', use.remote ?? 'origin'];
  const ran = await gitInClone(parts, use, words, { timeout: 10_000 }).catch(refuse);
  if (ran.code !== 0) throw refuse(new NoticeError(gitTrouble(ran.stderr, { verb: 'remote', folder: use.folder })));
  const asked = asDestination(ran.stdout.trim());
  if (![url, decided.address].map(repositoryIdentity).includes(repositoryIdentity(asked.address)))
    throw conflict(say('asks-other', { asked: asked.shownHost }), say('look-at-remotes'));
  if (!credentials || (asked.protocol === decided.protocol && asked.host === decided.host)) return asked;
  throw conflict(
    say('token-not-told', { asked: asked.shownHost, protocol: asked.protocol, host: decided.shownHost }),
    asked.protocol === 'ssh' ? say('ssh-takes-key') : say('look-at-remotes'),
  );
}

/** Nothing has begun: what stands against it is the answer to the request. */
function refuse(error: unknown): never {
  throw error instanceof NoticeError ? new Refusal(409, 'conflict', error.notice) : error;
}

const conflict = (message: Message, remedy: Message) =>
  new Refusal(409, 'conflict', { code: 'failed', message, remedy });

const notHere = (message: Message, remedy: Message) =>
  new Refusal(404, 'not-found', { code: 'not-found', message, remedy });

const isThere = (at: string) =>
  reachable(at).then(
    () => true,
    () => false,
  );

async function afterFetch(parts: RepositoryParts, { folder, name }: UpdatedClone): Promise<Message> {
  const tree = await statusOf(parts, folder);
  if (tree.kind === 'known' && tree.commit === undefined && !tree.upstream?.difference) {
    const has = await git(parts, ['for-each-ref', '--count=1', 'refs/remotes'], {
      folder,
      timeout: 10_000,
      offline: true,
    });
    if (has.stdout === '') return say('server-empty', { name });
  }
  const behind = tree.kind === 'known' ? tree.upstream?.difference?.behind : undefined;
  if (behind === undefined) return say('server-known', { name });
  return behind === 0 ? say('up-to-date', { name }) : say('commits-to-pull', { name, count: behind });
}
