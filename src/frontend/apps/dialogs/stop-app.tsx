import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { App } from '../../../protocol/app';
import type { Snapshot } from '../../../protocol/snapshot';
import { Foreign } from '../../elements/foreign';
import { appNameOf } from '../place';

interface Asked {
  app: App;
  snapshot: Snapshot | undefined;
  trans: TranslationBundle;
  translator: ITranslator;
}

/** Asks, by name, whether an app shall be stopped. Resolves with true only for a clear yes. */
export async function confirmStop({ app, snapshot, trans, translator }: Asked): Promise<boolean> {
  const place = appNameOf(app.key);
  const busy =
    app.current && snapshot?.idle.state === 'ready' ? snapshot.idle.value.activity.filter((source) => source.busy) : [];
  const answer = await showDialog({
    title: trans.__('Stop %1 in %2?', app.key.appType, place),
    body: (
      <div className="studiolo-StopDialog">
        {app.current && (
          <p>
            <strong>{trans.__('This is the app that you are in: this page ends with it.')}</strong>{' '}
            {trans.__('Save your work first.')}
          </p>
        )}
        {busy.length > 0 && (
          <p>
            {trans.__('These kernels are busy, and what they compute is lost:')}{' '}
            <Foreign>{busy.map(({ name }) => name).join(', ')}</Foreign>
          </p>
        )}
        {!app.current && (
          <p>{trans.__('Its kernels and terminals end. Whether they are busy is not known from here.')}</p>
        )}
        {app.sharing === 'Shared' && <p>{trans.__('The space is shared: others may be working in it.')}</p>}
        <p>
          {app.classic
            ? trans.__('It is an app of Studio Classic, which can not be started again.')
            : trans.__('Files in the space’s home folder stay. You can start it again from Studio.')}
        </p>
      </div>
    ),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.warnButton({ label: trans.__('Stop %1', place), accept: true }),
    ],
    defaultButton: 0,
    ...(translator && { translator }),
  });
  return answer.button.accept;
}
