import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { Repository } from '../../protocol/repository';
import { CloneRepository } from '../../protocol/repository-action';
import type { RepositoryCommand } from './command-ids';
import type { RepositoryVerbs } from './verbs';
import { tellRefusal } from '../elements/tell-refusal';

/** Does what a command on a repository asks for. */
export async function onRepository(
  verbs: RepositoryVerbs,
  does: RepositoryCommand,
  given: ReadonlyPartialJSONObject,
  trans: TranslationBundle,
): Promise<void> {
  await tellRefusal(trans.__('SageMaker Studio'), async () => {
    const { fits, title } = choice(does, trans);
    const repository = await verbs.chosen(title, given['url'], fits);
    if (!repository) return;
    if (does === 'clone' && given['folder'] !== undefined)
      await verbs.cloneAs(CloneRepository.parse({ ...given, url: repository.url }));
    else await verbs[does](repository);
  });
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
