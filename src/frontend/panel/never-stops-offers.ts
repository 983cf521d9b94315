import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import { appActions } from '../apps/actions';
import { appCommands } from '../apps/commands';
import { placesOf } from '../apps/place';
import type { Snapshot } from '../../protocol/snapshot';
import type { Offer } from '../this-app/props';

/** What ends an app that never stops by itself: stopping it, or an idle time, where the user may set one. */
export function neverStopsOffers(snapshot: Snapshot, commands: CommandRegistry, trans: TranslationBundle): Offer[] {
  const here = placesOf(snapshot).find(({ app }) => app?.current);
  if (!here?.app) return [];
  const args = { key: here.app.key };
  const { idle } = snapshot;
  const settings =
    idle.state === 'ready' && idle.value.verdict.kind === 'never' ? idle.value.verdict.settings : undefined;
  // Where domain or profile has switched it off, a space cannot switch it on.
  const settable = settings?.lifecycleManagement === 'ENABLED' || settings?.decidedBy === 'space';
  return [
    ...(appActions.stop.fits(here)
      ? [{ text: trans.__('Stop this app'), act: () => void commands.execute(appCommands.stop.id, args) }]
      : []),
    ...(settable && appActions.change.fits(here)
      ? [{ text: trans.__('Set an idle time'), act: () => void commands.execute(appCommands.change.id, args) }]
      : []),
  ];
}
