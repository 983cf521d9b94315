import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { Repository } from '../../protocol/repository';
import { repositoryCommands as ids } from './command-ids';
import type { RowMenu } from '../elements/row-menu';

/** What can be done with a repository. */
export function repositoryMenu(commands: CommandRegistry, repository: Repository, trans: TranslationBundle): RowMenu {
  const { clonedAt, environment, name, url } = repository;
  const items =
    clonedAt === undefined
      ? [ids.clone]
      : [ids.fetch, ids.pull, ids.open, ids.openInGit, ...(environment ? [ids.createEnvironment] : [])];
  return { commands, label: trans.__('Actions for %1', name), items, args: { url } };
}
