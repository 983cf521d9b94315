import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Foreign } from '../foreign';
import type { Environment } from '../../protocol/environment';

/** Asks, by name, whether an environment shall be removed. Resolves with true only for a clear yes. */
export async function confirmRemove(
  environment: Environment,
  inUse: string[],
  trans: TranslationBundle,
): Promise<boolean> {
  const { kernel, name, prefix } = environment;
  const answer = await showDialog({
    title: trans.__('Remove the environment %1?', name),
    body: (
      <div className="studiolo-StopDialog">
        {inUse.length > 0 && (
          <p>
            <strong>{trans.__('Running kernels use it, and will fail:')}</strong> <Foreign>{inUse.join(', ')}</Foreign>
          </p>
        )}
        <p>
          {trans.__('This folder is deleted, with all that is in it:')}
          <code>
            <Foreign>{prefix}</Foreign>
          </code>
        </p>
        {kernel && <p>{trans.__('Its kernel %1 leaves the launcher.', kernel.displayName)}</p>}
        <p>{trans.__('This cannot be undone. Export it first, if you may need it again.')}</p>
      </div>
    ),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.warnButton({ label: trans.__('Remove %1', name), accept: true }),
    ],
    defaultButton: 0,
  });
  return answer.button.accept;
}
