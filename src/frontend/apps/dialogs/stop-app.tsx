import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { App } from '../../../protocol/app';
import type { Snapshot } from '../../../protocol/snapshot';
import { Foreign } from '../../elements/foreign';
import { appNameOf } from '../app-entry';

interface Asked {
  app: App;
  snapshot: Snapshot | undefined;
  trans: TranslationBundle;
  translator: ITranslator;
  /** Paths of open documents with changes that are not saved. */
  unsaved: string[];
}

/** Asks, by name, whether an app shall be stopped. Resolves with true only for a clear yes. */
export async function confirmStop({ app, snapshot, trans, translator, unsaved }: Asked): Promise<boolean> {
  const name = appNameOf(app.key);
  const busy =
    app.current && snapshot?.idle.state === 'ready' ? snapshot.idle.value.activity.filter((source) => source.busy) : [];
  const answer = await showDialog({
    title: trans.__('Stop %1 (%2)?', name, app.key.appType),
    body: (
      <div className="studiolo-StopDialog">
        {app.current && (
          <p>
            <strong>{trans.__('You are in this app. This page ends with it.')}</strong>{' '}
            {trans.__('Save your work first.')}
          </p>
        )}
        {app.current && unsaved.length > 0 && (
          <p>
            {trans.__('Not saved:')} <Foreign>{unsaved.join(', ')}</Foreign>
          </p>
        )}
        {busy.length > 0 && (
          <p>
            {trans.__('Running now, and lost when it stops:')}{' '}
            <Foreign>{busy.map(({ name }) => name).join(', ')}</Foreign>
          </p>
        )}
        {!app.current && <p>{trans.__('Its kernels and terminals stop. Running work in it may be lost.')}</p>}
        {app.sharing === 'Shared' && <p>{trans.__('This space is shared. Others may be working in it.')}</p>}
        <p>
          {app.classic
            ? trans.__('This is a Studio Classic app. It can’t be started again.')
            : trans.__('Files in the home folder are kept. You can start it again.')}
        </p>
      </div>
    ),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.warnButton({ label: trans.__('Stop %1', name), accept: true }),
    ],
    defaultButton: 0,
    ...(translator && { translator }),
  });
  return answer.button.accept;
}
