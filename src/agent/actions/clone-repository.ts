import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Job } from '../../protocol/job';
import type { Notice, Section } from '../../protocol/notice';
import type { Repository } from '../../protocol/repository';
import { run } from '../child-process';
import type { Place, World } from '../configuration';
import { errorCode } from '../error-code';
import type { Jobs, Progress } from '../jobs';
import { Told } from '../notices';
import { Refusal } from '../refusal';
import { claimFolder } from './clone-folder';
import { gitProgress } from './git-progress';
import { gitTrouble, withoutCredentials } from './git-trouble';

export interface CloneParts {
  place: Pick<Place, 'variables'>;
  world: Pick<World, 'ending'>;
  jobs: Jobs;
  rootDir: string;
  /** The suggested repositories: only those may be cloned. */
  repositories(): Promise<Section<Repository[]>>;
  /** Called once it is there, before the job ends. */
  cloned(): Promise<unknown>;
}

const patience = 30 * 60_000;

/** Clones a suggested repository into `<rootDir>/<folder>/<its name>`. Rejects with a `Refusal` where it cannot begin. */
export async function cloneRepository(parts: CloneParts, url: string, folder: string): Promise<Job> {
  const repository = await suggested(parts, url);
  const { target, made } = await claimFolder(parts.rootDir, folder, repository.name);
  const shown = withoutCredentials(repository.url);
  const what = { kind: 'clone-repository', subject: shown, target: { kind: 'repository', url } } as const;
  return parts.jobs.start(what, { label: 'Connecting' }, async (report) => {
    const trouble = await clone(parts, repository.url, target, report);
    if (trouble) {
      // git empties what it was given when it fails; when it is killed it cannot.
      if (made) await rm(target, { recursive: true, force: true });
      throw new Told(trouble);
    }
    await parts.cloned();
    return `${repository.name} is in ${path.join(folder, repository.name)}.`;
  });
}

async function suggested(parts: CloneParts, url: string): Promise<Repository> {
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

async function clone(
  parts: CloneParts,
  url: string,
  target: string,
  report: (progress: Progress) => void,
): Promise<Notice | undefined> {
  // No prompt can be answered here: stored credentials are used, and their absence is an error at once.
  const variables = {
    ...parts.place.variables,
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    GCM_INTERACTIVE: 'never',
  };
  const onStderr = (text: string) => {
    const progress = gitProgress(text);
    if (progress) report(progress);
  };
  try {
    const ran = await run('git', ['clone', '--progress', '--', url, target], {
      variables,
      timeout: patience,
      ending: parts.world.ending,
      onStderr,
    });
    if (ran.timedOut)
      return { code: 'unreachable', message: `git clone did not end within ${patience / 60_000} minutes.` };
    return ran.code === 0 ? undefined : gitTrouble(ran.stderr, url);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return {
        code: 'failed',
        message: 'git was not found on this machine.',
        remedy: 'Ask your administrator for an image with git.',
      };
    }
    throw error;
  }
}
