import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Job } from '../../protocol/job';
import type { Notice } from '../../protocol/notice';
import type { Repository } from '../../protocol/repository';
import type { CloneRepository } from '../../protocol/repository-action';
import { addressAsked, handOver, hostOf, oneTimeAccess } from '../git/access';
import { signInToCodeCommit } from '../git/codecommit';
import { git, type GitOptions } from '../git/git';
import { gitProgress } from '../git/progress';
import { gitTrouble } from '../git/trouble';
import type { Progress } from '../jobs';
import { Told } from '../notices';
import { claimFolder } from './clone-folder';
import { onlyOne, suggested, target, type RepositoryParts } from './suggested-repository';

const patience = 30 * 60_000;

/** Clones a suggested repository into `<rootDir>/<folder>/<its name>`. Rejects with a `Refusal` where it cannot begin. */
export async function cloneRepository(parts: RepositoryParts, asked: CloneRepository): Promise<Job> {
  const repository = await suggested(parts, asked.url);
  onlyOne(parts.jobs, asked.url);
  const address = await addressAsked(parts, repository.url);
  const access = asked.credentials ? oneTimeAccess(address, asked.credentials) : {};
  const { target: folder, made } = await claimFolder(parts.rootDir, asked.folder, repository.name);
  const what = { kind: 'clone-repository', ...target(repository) } as const;
  return parts.jobs.start(what, { label: 'Connecting' }, async (report) => {
    const trouble = await clone(parts, { asked, repository, address, folder, access }, report);
    if (trouble) {
      // git empties what it was given when it fails; when it is killed it cannot.
      if (made) await rm(folder, { recursive: true, force: true });
      throw new Told(trouble);
    }
    if (asked.credentials?.remember) await handOver(parts, address, asked.credentials);
    await parts.changed(folder);
    return `${repository.name} is in ${path.join(asked.folder, repository.name)}.`;
  });
}

interface Order {
  asked: CloneRepository;
  repository: Repository;
  address: string;
  folder: string;
  access: Pick<GitOptions, 'settings' | 'inherited'>;
}

async function clone(
  parts: RepositoryParts,
  { asked: { branch, credentials, depth }, repository, address, folder, access }: Order,
  report: (progress: Progress) => void,
): Promise<Notice | undefined> {
  // It goes into the clone's own configuration, so that later a terminal gets in as well.
  const signIn = credentials ? [] : ((await signInToCodeCommit(parts.place, address)) ?? []);
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
  const told = credentials ? 'credentials' : 'nothing';
  return ran.code === 0 ? undefined : gitTrouble(ran.stderr, { verb: 'clone', host: hostOf(repository.url), told });
}
