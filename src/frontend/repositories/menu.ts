import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { Repository } from '../../protocol/repository';
import { verbsThatFit } from '../elements/row-action';
import type { RowMenu } from '../elements/row-menu';
import { repositoryActions } from './actions';
import { repositoryCommands } from './commands';

/** What can be done with a repository. */
export function repositoryMenu(commands: CommandRegistry, repository: Repository, trans: TranslationBundle): RowMenu {
  const { name, url } = repository;
  const items = verbsThatFit(repositoryActions, repository).map((verb) => ({
    command: repositoryCommands[verb].id,
    args: { url },
    label: repositoryActions[verb].menu(trans),
  }));
  return { commands, label: trans.__('Actions for %1', name), items };
}
