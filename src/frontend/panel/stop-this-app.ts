import type { CommandRegistry } from '@lumino/commands';
import type { Snapshot } from '../../protocol/snapshot';
import { appActions } from '../apps/actions';
import { entriesOf } from '../apps/app-entry';
import { appCommands } from '../apps/commands';

/**
 * Stops this app, where the user may: what ends an app that never stops by itself. An idle time would not: idle shutdown is
 * off for the domain or the user profile then, and a space can't switch it on (service model: `SpaceIdleSettings` holds a time
 * alone).
 */
export function stopThisApp(snapshot: Snapshot, commands: CommandRegistry): (() => void) | undefined {
  const here = entriesOf(snapshot).find(({ app }) => app?.current);
  if (!here?.app || !appActions.stop.fits(here)) return undefined;
  const { key } = here.app;
  return () => void commands.execute(appCommands.stop.id, { key });
}
