import type { CommandRegistry } from '@lumino/commands';
import { appActions } from '../apps/actions';
import { appCommands } from '../apps/commands';
import { type Place, placesOf, spaceNameOf } from '../apps/place';
import type { SnapshotModel } from '../model/snapshot-model';
import type { Enlarging } from '../this-app/props';

/** What can be done about the home volume of this app: the dialog of its space's settings. */
export function enlargingOf(model: SnapshotModel, commands: CommandRegistry): Enlarging {
  const here = (): Place | undefined => {
    const { snapshot } = model.view;
    return snapshot && placesOf(snapshot).find(({ app }) => app?.current);
  };
  return {
    mayEnlarge: () => {
      const place = here();
      return place !== undefined && appActions.change.fits(place);
    },
    enlarge: () => {
      const spaceName = spaceNameOf(here() ?? {});
      if (spaceName !== undefined) void commands.execute(appCommands.change.id, { spaceName });
    },
  };
}
