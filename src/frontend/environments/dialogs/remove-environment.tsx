import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Environment } from '../../../protocol/environment';
import type { RemoveEnvironment } from '../../../protocol/environment-action';
import { Foreign } from '../../elements/foreign';
import { confirmLoss } from '../../elements/type-to-confirm';

/**
 * Asks, by name, whether an environment shall be removed; `inUse` are the notebooks whose kernels run in it, if that is
 * known. Resolves with what was typed for a clear yes, else with nothing.
 */
export async function confirmRemove(
  environment: Environment,
  inUse: string[] | undefined,
  trans: TranslationBundle,
): Promise<Pick<RemoveEnvironment, 'typed'> | undefined> {
  const { name, outside, prefix } = environment;
  const label = trans.__('This folder is outside conda’s environment folders. Type its full path to remove it:');
  const typed = await confirmLoss(
    {
      title: trans.__('Remove environment %1?', name),
      told: toldOf(environment, inUse, trans),
      verb: trans.__('Remove'),
      ...(outside && { typing: { label, wanted: prefix } }),
    },
    trans,
  );
  if (typed === undefined) return undefined;
  return outside ? { typed } : {};
}

function toldOf({ kernels = [], prefix }: Environment, inUse: string[] | undefined, trans: TranslationBundle) {
  return (
    <>
      {inUse === undefined && (
        <p>
          <strong>{trans.__('Kernels that use it will fail.')}</strong>
        </p>
      )}
      {inUse !== undefined && inUse.length > 0 && (
        <p>
          <strong>{trans.__('These running kernels will fail:')}</strong> <Foreign>{inUse.join(', ')}</Foreign>
        </p>
      )}
      <p>
        {trans.__('This folder and everything in it is deleted:')}{' '}
        <code>
          <Foreign>{prefix}</Foreign>
        </code>
      </p>
      {kernels.map(({ displayName, name }) => (
        <p key={name}>{trans.__('Kernel %1 is removed from the launcher.', displayName)}</p>
      ))}
      <p>{trans.__('This can’t be undone. Export it first if you may need it again.')}</p>
    </>
  );
}
