import type { Job } from '../../protocol/job';
import type { Section } from '../../protocol/notice';
import type { Repository } from '../../protocol/repository';
import { withoutCredentials } from '../../studio/git-cause';
import type { GitParts } from '../git/git';
import type { Jobs } from '../jobs';
import { Refusal } from '../refusal';

/** What the actions on repositories need. */
export interface RepositoryParts extends GitParts {
  jobs: Jobs;
  rootDir: string;
  /** The suggested repositories: only those are acted on. */
  repositories(): Promise<Section<Repository[]>>;
  /** Called when something in a clone, at this absolute path, has changed. */
  changed(folder: string): Promise<unknown>;
}

/** A repository that is suggested and can be asked. Refuses any other. */
export async function suggested(parts: Pick<RepositoryParts, 'repositories'>, url: string): Promise<Repository> {
  const section = await parts.repositories();
  const repository = section.state === 'ready' ? section.value.find((candidate) => candidate.url === url) : undefined;
  if (!repository) {
    const message = `${withoutCredentials(url)} is not among the suggested repositories.`;
    throw new Refusal(404, 'not-found', { code: 'not-found', message, remedy: 'Refresh the panel.' });
  }
  if (repository.name === '.' || repository.name === '..' || !/^https:\/\//i.test(repository.url)) {
    const message = `${withoutCredentials(url)} is not an https address of a repository.`;
    throw new Refusal(400, 'bad-request', { code: 'failed', message });
  }
  return repository;
}

/** Refuses a second action on a repository while one goes on: git's own locks would break one of them half way. */
export function onlyOne(jobs: Pick<Jobs, 'list'>, url: string): void {
  const running = jobs
    .list()
    .some(({ outcome, target }) => outcome.kind === 'running' && target.kind === 'repository' && target.url === url);
  if (!running) return;
  throw new Refusal(409, 'conflict', {
    code: 'failed',
    message: `Something else is going on with ${withoutCredentials(url)}.`,
    remedy: 'Wait until it has ended.',
  });
}

/** What a job on a repository acts on. */
export const target = ({ url }: Repository): Pick<Job, 'subject' | 'target'> => ({
  subject: withoutCredentials(url),
  target: { kind: 'repository', url },
});
