import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { verbsThatFit } from '../elements/row-action';
import type { RowMenu } from '../elements/row-menu';
import { appActions } from './actions';
import { appCommands } from './commands';
import { nameOf, type Place } from './place';

/** What can be done with an app and its space. */
export function appMenu(commands: CommandRegistry, place: Place, trans: TranslationBundle): RowMenu {
  const { app, space } = place;
  const args = app ? { key: app.key } : { spaceName: space?.spaceName ?? '' };
  const items = verbsThatFit(appActions, place).map((verb) => ({ command: appCommands[verb].id, args }));
  return { commands, label: trans.__('Actions for %1', nameOf(place)), items };
}
