import { showErrorMessage } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { Repository } from '../protocol/repository';
import { CloneRepository } from '../protocol/repository-action';
import { ClientError } from './client';
import type { RepositoryCommand } from './panel';
import type { RepositoryVerbs } from './repository-verbs';

/** Does what a command on a repository asks for. A refusal, for which there is no row to show it, is shown in a dialog. */
export async function onRepository(
  verbs: RepositoryVerbs,
  does: RepositoryCommand,
  given: ReadonlyPartialJSONObject,
  trans: TranslationBundle,
): Promise<void> {
  try {
    const { fits, title } = choice(does, trans);
    const repository = await verbs.chosen(title, given['url'], fits);
    if (!repository) return;
    if (does === 'clone' && given['folder'] !== undefined)
      await verbs.cloneAs(CloneRepository.parse({ ...given, url: repository.url }));
    else await verbs[does](repository);
  } catch (error) {
    const notice = error instanceof ClientError ? error.notice : undefined;
    const text = notice ? [notice.message, notice.remedy].filter(Boolean).join(' ') : String(error);
    await showErrorMessage(trans.__('SageMaker Studio'), text);
  }
}

function choice(
  does: RepositoryCommand,
  trans: TranslationBundle,
): { title: string; fits: (one: Repository) => boolean } {
  const here = ({ clonedAt }: Repository) => clonedAt !== undefined;
  switch (does) {
    case 'clone':
      return { title: trans.__('Clone which repository?'), fits: (one) => !here(one) };
    case 'createEnvironment':
      return {
        title: trans.__('Create the environment of which repository?'),
        fits: (one) => one.environment !== undefined,
      };
    case 'fetch':
      return { title: trans.__('Fetch what is new in which repository?'), fits: here };
    case 'pull':
      return { title: trans.__('Pull which repository?'), fits: here };
    case 'open':
    case 'openInGit':
      return { title: trans.__('Open which repository?'), fits: here };
  }
}
