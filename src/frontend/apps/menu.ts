import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { appCommands } from './command-ids';
import { nameOf, type Place, verbsFor } from './place';
import type { RowMenu } from '../elements/row-menu';

/** What can be done with an app and its space. */
export function appMenu(commands: CommandRegistry, place: Place, trans: TranslationBundle): RowMenu {
  const { app, space } = place;
  const args = app ? { key: app.key } : { spaceName: space?.spaceName ?? '' };
  const items = verbsFor(place).map((verb) => appCommands[verb]);
  return { commands, label: trans.__('Actions for %1', nameOf(place)), items, args };
}
