import { Dialog, ReactWidget, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { Environment } from '../../../protocol/environment';
import type { RemoveEnvironment } from '../../../protocol/environment-action';
import { Foreign } from '../../elements/foreign';

/**
 * Asks, by name, whether an environment shall be removed; `inUse` are the notebooks whose kernels run in it, if that is
 * known. Resolves with what was typed for a clear yes, else with nothing.
 */
export async function confirmRemove(
  environment: Environment,
  inUse: string[] | undefined,
  trans: TranslationBundle,
): Promise<Pick<RemoveEnvironment, 'typed'> | undefined> {
  const { name, outside } = environment;
  const answer = await showDialog({
    title: trans.__('Remove environment %1?', name),
    body: new RemovalBody(environment, inUse, trans),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.warnButton({ label: trans.__('Remove'), accept: true }),
    ],
    defaultButton: 0,
    ...(outside && { focusNodeSelector: 'input' }),
  });
  if (!answer.button.accept) return undefined;
  return outside ? { typed: answer.value ?? '' } : {};
}

class RemovalBody extends ReactWidget implements Dialog.IBodyWidget<string> {
  constructor(
    private readonly environment: Environment,
    private readonly inUse: string[] | undefined,
    private readonly trans: TranslationBundle,
  ) {
    super();
  }

  getValue(): string {
    return this.node.querySelector('input')?.value.trim() ?? '';
  }

  render() {
    const { environment, inUse, trans } = this;
    const { kernels = [], outside, prefix } = environment;
    return (
      <div className="studiolo-StopDialog">
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
        {outside && (
          <label>
            {trans.__('This folder is outside conda’s environment folders. Type its full path to remove it:')}
            <input type="text" className="jp-mod-styled" />
          </label>
        )}
      </div>
    );
  }
}
