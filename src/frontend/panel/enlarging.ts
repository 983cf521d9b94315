import type { CommandRegistry } from '@lumino/commands';
import { appActions } from '../apps/actions';
import { appCommands } from '../apps/commands';
import { type AppEntry, entriesOf, spaceNameOf } from '../apps/app-entry';
import type { SnapshotModel } from '../model/snapshot-model';
import type { Enlarging } from '../this-app/props';

/** What can be done about the home volume of this app: the dialog of its space's settings. */
export function enlargingOf(model: SnapshotModel, commands: CommandRegistry): Enlarging {
  const here = (): AppEntry | undefined => {
    const { snapshot } = model.view;
    return snapshot && entriesOf(snapshot).find(({ app }) => app?.current);
  };
  return {
    mayEnlarge: () => {
      const entry = here();
      return entry !== undefined && appActions.change.fits(entry);
    },
    enlarge: () => {
      const spaceName = spaceNameOf(here() ?? {});
      if (spaceName !== undefined) void commands.execute(appCommands.change.id, { spaceName });
    },
  };
}
