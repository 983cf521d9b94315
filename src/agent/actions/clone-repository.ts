import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Job } from '../../protocol/job';
import type { Notice } from '../../protocol/notice';
import type { Repository } from '../../protocol/repository';
import type { CloneRepository } from '../../protocol/repository-action';
import { gitAddress } from '../../studio/git-address';
import { accessTo, destinationOf, handOver, instead, type Access, type Destination } from '../git/access';
import { signInToCodeCommit } from '../git/codecommit';
import { git } from '../git/git';
import { gitProgress } from '../git/progress';
import { emptySubmodules } from '../git/submodules';
import { gitTrouble } from '../git/trouble';
import type { Progress } from '../jobs';
import { Told } from '../notices';
import { claimFolder } from './clone-folder';
import { identityOf, same, type Identity } from './environment/claim';
import { onlyOne, suggested, target, type RepositoryParts } from './suggested-repository';

const patience = 30 * 60_000;

/** Clones a suggested repository into `<rootDir>/<folder>/<its name>`. Rejects with a `Refusal` where it cannot begin. */
export async function cloneRepository(parts: RepositoryParts, asked: CloneRepository): Promise<Job> {
  const repository = await suggested(parts, asked.url);
  onlyOne(parts.jobs, asked.url);
  const destination = await destinationOf(parts, repository.url);
  const access = asked.credentials ? await accessTo(parts, destination, asked.credentials) : {};
  const { target: folder, made } = await claimFolder(parts.rootDir, asked.folder, repository.name);
  const claimed = await identityOf(folder);
  const what = { kind: 'clone-repository', ...target(repository) } as const;
  return parts.jobs.start(what, { label: 'Connecting' }, async (report) => {
    const trouble = await clone(parts, { asked, repository, destination, folder, access }, report);
    if (trouble) {
      await clear(folder, { made, claimed });
      throw new Told(trouble);
    }
    if (asked.credentials?.remember) await handOver(parts, destination, asked.credentials);
    await parts.changed(folder);
    return `${repository.name} is in ${path.join(asked.folder, repository.name)}.${await hint(parts, folder)}`;
  });
}

/**
 * git empties what it was given when it fails, but not when it is killed or only the check-out fails. Another folder that
 * somebody has put in its place meanwhile is theirs.
 */
async function clear(
  folder: string,
  { claimed, made }: { claimed: Identity | undefined; made: boolean },
): Promise<void> {
  if (!claimed || !same(await identityOf(folder), claimed)) return;
  if (made) return rm(folder, { recursive: true, force: true });
  // It was empty and was there before.
  for (const name of await readdir(folder)) await rm(path.join(folder, name), { recursive: true, force: true });
}

/** What is not in a clone though it belongs to it. */
async function hint(parts: RepositoryParts, folder: string): Promise<string> {
  const empty = await emptySubmodules(parts, folder);
  if (empty === 0) return '';
  const these = empty === 1 ? 'a submodule, whose folder is' : `${empty} submodules, whose folders are`;
  return ` It has ${these} empty. To fill them, run in a terminal: git submodule update --init`;
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
  report: (progress: Progress) => void,
): Promise<Notice | undefined> {
  // It goes into the clone's own configuration, so that later a terminal gets in as well.
  const signIn = credentials ? [] : ((await signInToCodeCommit(parts.place, destination.address)) ?? []);
  const words = [
    ...(branch === undefined ? [] : [`--branch=${branch}`]),
    ...(depth === undefined ? [] : [`--depth=${depth}`]),
    ...signIn.flatMap(([key, value]) => ['--config', `${key}=${value}`]),
  ];
  const ran = await git(parts, ['clone', '--progress', ...words, '--', repository.url, folder], {
    timeout: patience,
    ...access,
    onStderr: (text) => {
      const progress = gitProgress(text);
      if (progress) report(progress);
    },
  });
  if (ran.timedOut)
    return { code: 'unreachable', message: `git clone did not end within ${patience / 60_000} minutes.` };
  if (ran.code === 0) return undefined;
  return gitTrouble(ran.stderr, {
    verb: 'clone',
    host: gitAddress(repository.url).host,
    instead: instead(repository.url, destination),
    told: credentials ? 'credentials' : 'nothing',
  });
}
