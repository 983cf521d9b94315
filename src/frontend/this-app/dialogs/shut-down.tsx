import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { ActivitySource } from '../../../protocol/idle';

interface Asked {
  source: ActivitySource;
  /** The name that the user knows it by. */
  name: string;
  saved: 'saved' | 'unsaved';
  trans: TranslationBundle;
}

/** Whether a kernel or terminal may be shut down: asked, by name, only where something would be lost, or might. */
export async function mayShutDown({ name, saved, source, trans }: Asked): Promise<boolean> {
  // Of a terminal it is never told; of a kernel it is, and where it is not, it may be busy.
  const unknown = source.kind === 'kernel' && source.busy === undefined;
  if (!source.busy && !unknown && saved === 'saved') return true;
  const answer = await showDialog({
    title: trans.__('Shut down %1?', name),
    body: (
      <div className="studiolo-StopDialog">
        {unknown && <p>{trans.__('%1 may be running. Running work will be lost.', source.name)}</p>}
        {source.busy && <p>{trans.__('%1 is running. Its results will be lost.', source.name)}</p>}
        {saved === 'unsaved' && (
          <p>{trans.__('%1 has unsaved changes. They stay in the page until you close it.', source.name)}</p>
        )}
      </div>
    ),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.warnButton({ label: trans.__('Shut down'), accept: true }),
    ],
    defaultButton: 0,
  });
  return answer.button.accept;
}
