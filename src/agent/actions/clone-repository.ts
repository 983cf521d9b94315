import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Job } from '../../protocol/job';
import type { Notice } from '../../protocol/notice';
import type { Repository } from '../../protocol/repository';
import type { CloneRepository } from '../../protocol/repository-action';
import { gitAddress } from '../../studio/git-address';
import { withoutCredentials } from '../../studio/git-cause';
import { accessTo, destinationOf, handOver, instead, type Access, type Destination } from '../git/access';
import { signInToCodeCommit } from '../git/codecommit';
import { git } from '../git/git';
import { gitProgress } from '../git/progress';
import { emptySubmodules } from '../git/submodules';
import { gitTrouble } from '../git/trouble';
import { Cancelled, type Following, type Report } from '../jobs';
import { NoticeError } from '../notices';
import { type Claim, claimFolder, clearAbove } from './clone-folder';
import { identityOf, same, type Identity } from './environment/claim';
import { cloneable, onlyOne, target, type RepositoryParts } from './listed-repository';
import { both, say, type Message } from '../../protocol/message';

const patience = 30 * 60_000;

/** Clones a repository of the list, or any other by its address, into `<rootDir>/<folder>/<its name>`. Rejects with a `Refusal` where it cannot begin. */
export async function cloneRepository(parts: RepositoryParts, asked: CloneRepository): Promise<Job> {
  const repository = await cloneable(parts, asked.url);
  onlyOne(parts.jobs, repository.url);
  const destination = await destinationOf(parts, repository.url);
  const access = asked.credentials ? await accessTo(parts, destination, asked.credentials) : {};
  const claim = await claimFolder(parts.rootDir, parts.claimed, asked.folder, repository.name);
  const at = claim.target;
  const what = { kind: 'clone-repository', ...target(repository), cancellable: true } as const;
  const work = async (report: Report, following: Following) => {
    const claimed = await identityOf(at);
    const trouble = await clone(parts, { asked, repository, destination, folder: at, access }, report, following);
    if (trouble) {
      await clear(claim, claimed);
      if (following.cancelled.aborted) throw new Cancelled(say('clone-cancelled', { name: repository.name }));
      throw new NoticeError(trouble);
    }
    if (asked.credentials?.remember) await handOver(parts, destination, asked.credentials);
    await parts.changed(at);
    const folder = path.join(asked.folder, repository.name);
    return both(say('cloned', { name: repository.name, folder }), await hint(parts, at));
  };
  return parts.jobs.start(what, { label: say('connecting') }, (report, following) =>
    work(report, following).finally(() => parts.claimed.delete(at)),
  );
}

/**
 * git empties what it was given when it fails, but not when it is killed or only the check-out fails. Another folder that
 * somebody has put in its place meanwhile is theirs.
 */
async function clear(claim: Claim, claimed: Identity | undefined): Promise<void> {
  const { target: folder, made } = claim;
  if (!claimed || !same(await identityOf(folder), claimed)) return;
  if (made) {
    await rm(folder, { recursive: true, force: true });
    return clearAbove(claim);
  }
  // It was empty and was there before.
  for (const name of await readdir(folder)) await rm(path.join(folder, name), { recursive: true, force: true });
}

/** What is not in a clone though it belongs to it. */
async function hint(parts: RepositoryParts, folder: string): Promise<Message | undefined> {
  const count = await emptySubmodules(parts, folder);
  return count === 0 ? undefined : say('submodules-empty', { count });
}

interface Order {
  asked: CloneRepository;
  repository: Repository;
  destination: Destination;
  folder: string;
  access: Access;
}

async function clone(
  parts: RepositoryParts,
  { asked: { branch, credentials, depth }, repository, destination, folder, access }: Order,
  report: Report,
  { cancelled, log }: Following,
): Promise<Notice | undefined> {
  // It goes into the clone's own configuration, so that later a terminal gets in as well.
  const signIn = credentials ? [] : ((await signInToCodeCommit(parts.whereabouts, destination.address)) ?? []);
  const words = [
    ...(branch === undefined ? [] : [`--branch=${branch}`]),
    ...(depth === undefined ? [] : [`--depth=${depth}`]),
    ...signIn.flatMap(([key, value]) => ['--config', `${key}=${value}`]),
  ];
  const ran = await git(parts, ['clone', '--progress', ...words, '--', repository.url, folder], {
    timeout: patience,
    ...access,
    cancelled,
    onStderr: (text) => {
      log(withoutCredentials(text));
      const progress = gitProgress(text);
      if (progress) report(progress);
    },
  });
  if (ran.timedOut)
    return { code: 'unreachable', message: say('git-too-long', { verb: 'clone', minutes: patience / 60_000 }) };
  if (ran.code === 0) return undefined;
  return gitTrouble(ran.stderr, {
    verb: 'clone',
    host: gitAddress(repository.url).host,
    instead: instead(repository.url, destination),
    told: credentials ? 'credentials' : 'nothing',
    typed: repository.suggestedBy === undefined,
  });
}
