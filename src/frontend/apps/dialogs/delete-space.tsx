import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { Space } from '../../../protocol/space';
import { setAcceptable } from '../../elements/accept-button';

/** Asks whether a space shall be deleted. What was typed, which is its name; nothing where the user thinks better of it. */
export async function confirmDelete(space: Space, trans: TranslationBundle): Promise<string | undefined> {
  const { spaceName } = space;
  const answer = await showDialog({
    title: trans.__('Delete space %1?', spaceName),
    body: new DeletionBody(space, trans),
    buttons: [
      Dialog.cancelButton({ label: trans.__('Cancel') }),
      Dialog.warnButton({ label: trans.__('Delete'), accept: true }),
    ],
    defaultButton: 0,
    focusNodeSelector: 'input',
  });
  return answer.button.accept && answer.value === spaceName ? answer.value : undefined;
}

class DeletionBody extends ReactWidget implements Dialog.IBodyWidget<string> {
  #typed = '';

  constructor(
    private readonly space: Space,
    private readonly trans: TranslationBundle,
  ) {
    super();
  }

  getValue(): string {
    return this.#typed;
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#judge();
  }

  #judge(): void {
    setAcceptable(this.node, this.#typed === this.space.spaceName);
  }

  protected override render(): React.JSX.Element {
    const { space, trans } = this;
    const { spaceName, volumeGb } = space;
    return (
      <div className="studiolo-StopDialog">
        <p>
          <strong>
            {volumeGb === undefined
              ? trans.__('Its volume and all files on it are deleted.')
              : trans.__('Its volume of %1 GB and all files on it are deleted.', volumeGb)}
          </strong>{' '}
          {trans.__('This can’t be undone. Copy what you need first.')}
        </p>
        <label>
          {trans.__('Type %1 to delete it:', spaceName)}
          <input
            type="text"
            className="jp-mod-styled"
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => {
              this.#typed = event.target.value.trim();
              this.#judge();
            }}
          />
        </label>
      </div>
    );
  }
}
