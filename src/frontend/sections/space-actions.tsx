import { editIcon, launchIcon, refreshIcon, runIcon, stopIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import type { App } from '../../protocol/app';
import type { Snapshot } from '../../protocol/snapshot';
import type { Space } from '../../protocol/space';
import { askRestart, askStart } from '../dialogs/launch-app';
import { askSpaceSettings } from '../dialogs/space-settings';
import { confirmStop } from '../dialogs/stop-app';
import type { Acting } from './acting';
import { placeOf } from './app-place';
import { RowButton } from './row-button';
import type { SectionProps } from './section';

interface SpaceActionsProps extends SectionProps {
  app?: App;
  space?: Space;
  snapshot: Snapshot;
  acting: Acting;
  /** Something is going on with the app that has not ended. */
  following: boolean;
}

/** What can be done with an app and its space now; what can not be done in this state is not offered. */
export function SpaceActions({ acting, app, following, model, snapshot, space, trans, translator }: SpaceActionsProps) {
  const { apps } = model;
  const busy = acting.busy || following;
  const place = app ? placeOf(app.key) : (space?.spaceName ?? '');
  const running = app?.status === 'InService';
  const spaceName = app?.key.owner.kind === 'space' ? app.key.owner.spaceName : space?.spaceName;
  const asked = async (name: string) => ({ options: await apps.options(name), snapshot, trans });
  const start = async (name: string) => {
    const chosen = await askStart(await asked(name));
    if (chosen) await apps.start(chosen);
  };
  const restart = async (name: string, current: App) => {
    const chosen = await askRestart(current, await asked(name));
    if (chosen) await apps.restart(chosen);
  };
  const change = async (name: string) => {
    const changed = await askSpaceSettings(await apps.options(name), trans);
    if (changed) await apps.updateSpace(changed);
  };
  const stop = async (current: App) => {
    if (await confirmStop({ app: current, snapshot, trans, translator })) await apps.stop(current.key);
  };
  const launchable = space?.appType === 'JupyterLab' || space?.appType === 'CodeEditor';
  const ended = app === undefined || app.status === 'Failed' || app.status === 'Deleted';
  return (
    <div className="studiolo-Row-buttons">
      {spaceName !== undefined && running && !app.current && (
        <RowButton
          icon={launchIcon}
          label={trans.__('Open %1 in a new tab', place)}
          disabled={busy}
          onClick={() => acting.act(() => inNewTab(apps.address(spaceName)))}
        />
      )}
      {spaceName !== undefined && launchable && ended && (
        <RowButton
          icon={runIcon}
          label={trans.__('Start %1', place)}
          disabled={busy}
          onClick={() => acting.act(() => start(spaceName))}
        />
      )}
      {spaceName !== undefined && running && !app.current && (
        <RowButton
          icon={refreshIcon}
          label={trans.__('Run %1 on another instance type', place)}
          disabled={busy}
          onClick={() => acting.act(() => restart(spaceName, app))}
        />
      )}
      {space?.sharing === 'Private' && space.own && launchable && (
        <RowButton
          icon={editIcon}
          label={trans.__('Idle time and storage of %1', place)}
          disabled={busy}
          onClick={() => acting.act(() => change(space.spaceName))}
        />
      )}
      {app && !ended && (
        <RowButton
          icon={stopIcon}
          label={trans.__('Stop %1 in %2', app.key.appType, place)}
          disabled={busy || app.status === 'Deleting'}
          onClick={() => acting.act(() => stop(app))}
        />
      )}
    </div>
  );
}

/**
 * Opens a tab at once, as browsers allow only in answer to a click, and leads it to its address when that is known. The
 * tab knows nothing of this page.
 */
async function inNewTab(address: Promise<string>): Promise<void> {
  const tab = window.open('about:blank', '_blank');
  if (tab) tab.opener = null;
  try {
    const url = await address;
    if (tab) tab.location.replace(url);
    else window.open(url, '_blank', 'noopener');
  } catch (error) {
    tab?.close();
    throw error;
  }
}
