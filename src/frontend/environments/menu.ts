import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import type { Environment } from '../../protocol/environment';
import { verbsThatFit } from '../elements/row-action';
import type { RowMenu } from '../elements/row-menu';
import { environmentActions } from './actions';
import { environmentCommands } from './commands';

/** What can be done with an environment. */
export function environmentMenu(
  commands: CommandRegistry,
  environment: Environment,
  trans: TranslationBundle,
): RowMenu {
  const { name, prefix } = environment;
  const items = verbsThatFit(environmentActions, environment).map((verb) => ({
    command: environmentCommands[verb].id,
    args: { prefix },
    label: environmentActions[verb].menu(trans),
  }));
  return { commands, label: trans.__('Actions for %1', name), items };
}
