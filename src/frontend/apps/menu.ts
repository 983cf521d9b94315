import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { verbsThatFit } from '../elements/row-action';
import type { RowMenu } from '../elements/row-menu';
import { appActions } from './actions';
import { appCommands } from './commands';
import { nameOf, type AppEntry } from './app-entry';

/** What can be done with an app and its space. */
export function appMenu(commands: CommandRegistry, entry: AppEntry, trans: TranslationBundle): RowMenu {
  const { app, space } = entry;
  const args = app ? { key: app.key } : { spaceName: space?.spaceName ?? '' };
  const items = verbsThatFit(appActions, entry).map((verb) => ({
    command: appCommands[verb].id,
    args,
    label: appActions[verb].menu(trans),
  }));
  return { commands, label: trans.__('Actions for %1', nameOf(entry)), items };
}
