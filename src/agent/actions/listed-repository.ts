import { addressFault } from '../../protocol/clone-address';
import { isRepositoryName } from '../../protocol/repository-name';
import type { Job } from '../../protocol/job';
import type { Section } from '../../protocol/notice';
import type { Repository } from '../../protocol/repository';
import { repositoryName } from '../../studio/code-repositories';
import { repositoryIdentity } from '../../studio/git-address';
import { withoutCredentials } from '../../studio/git-cause';
import type { GitParts } from '../git/git';
import type { Jobs } from '../jobs';
import { Refusal } from '../refusal';
import { say } from '../../protocol/message';

/** What the actions on repositories need. */
export interface RepositoryParts extends GitParts {
  jobs: Jobs;
  rootDir: string;
  /** Absolute paths of the folders into which something is being cloned. */
  claimed: Set<string>;
  /** Those in the list: what is suggested, and what is cloned here. */
  repositories(): Promise<Section<Repository[]>>;
  /** Called when something in a clone, at this absolute path, has changed. */
  changed(folder: string): Promise<unknown>;
}

/** A repository of the list that can be asked. Refuses any other. */
export async function listed(parts: Pick<RepositoryParts, 'repositories'>, url: string): Promise<Repository> {
  const repository = await inList(parts, (one) => one.url === url);
  if (repository) return reachable(repository);
  const message = say('not-listed', { url: withoutCredentials(url) });
  throw new Refusal(404, 'not-found', { code: 'not-found', message, remedy: say('refresh-panel') });
}

/** What can be cloned: a repository of the list, in whatever spelling, or any other at an https address. */
export async function cloneable(parts: Pick<RepositoryParts, 'repositories'>, url: string): Promise<Repository> {
  const identity = repositoryIdentity(url);
  const known =
    (await inList(parts, (one) => one.url === url)) ??
    (await inList(parts, (one) => repositoryIdentity(one.url) === identity));
  if (known) return reachable(known);
  const fault = addressFault(url);
  if (fault === 'not-https') throw notHttps(url);
  if (fault === 'password-in-address')
    throw new Refusal(400, 'bad-request', {
      code: 'failed',
      message: say('password-in-address', { url: withoutCredentials(url) }),
      remedy: say('address-without-password'),
    });
  if (fault === 'more-than-address')
    throw new Refusal(400, 'bad-request', {
      code: 'failed',
      message: say('more-than-address', { url: withoutCredentials(url.replace(/[?#].*/s, '')) }),
      remedy: say('only-address'),
    });
  return reachable({ url: url.replace(/^https/i, 'https'), name: repositoryName(url) });
}

async function inList(
  parts: Pick<RepositoryParts, 'repositories'>,
  fits: (one: Repository) => boolean,
): Promise<Repository | undefined> {
  const section = await parts.repositories();
  return section.state === 'ready' ? section.value.find(fits) : undefined;
}

function reachable(repository: Repository): Repository {
  const { name, url } = repository;
  if (!isRepositoryName(name) || !/^https:\/\//i.test(url)) throw notHttps(url);
  return repository;
}

const notHttps = (url: string) =>
  new Refusal(400, 'bad-request', { code: 'failed', message: say('not-https', { url: withoutCredentials(url) }) });

/** Refuses a second action on a repository, in whatever spelling, while one goes on: git's own locks would break one of them half way. */
export function onlyOne(jobs: Pick<Jobs, 'list'>, url: string): void {
  const identity = repositoryIdentity(url);
  const running = jobs
    .list()
    .some(
      ({ outcome, target }) =>
        outcome.kind === 'running' && target.kind === 'repository' && repositoryIdentity(target.url) === identity,
    );
  if (!running) return;
  throw new Refusal(409, 'conflict', {
    code: 'failed',
    message: say('busy-with', { url: withoutCredentials(url) }),
    remedy: say('wait-for-end'),
  });
}

/** What a job on a repository acts on. */
export const target = ({ url }: Repository): Pick<Job, 'subject' | 'target'> => ({
  subject: withoutCredentials(url),
  target: { kind: 'repository', url },
});
