import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import type { SpaceOptions, UpdateSpace } from '../../../protocol/launch';
import { setAcceptable } from '../../elements/accept-button';
import { changeOf, isAllowed, SpaceFields, unchanged } from './space-fields';

type Change = Omit<UpdateSpace, 'spaceName'>;

/** Asks for another idle time or a larger volume. Nothing where the user thinks better of it, or changes nothing. */
export async function askSpaceSettings(
  options: SpaceOptions,
  trans: TranslationBundle,
): Promise<UpdateSpace | undefined> {
  const { spaceName } = options;
  const answer = await showDialog({
    title: trans.__('Idle time and storage of %1', spaceName),
    body: new SpaceForm(options, trans),
    buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.okButton({ label: trans.__('Save') })],
    focusNodeSelector: 'input',
  });
  const change = answer.value ?? {};
  return answer.button.accept && Object.keys(change).length > 0 ? { spaceName, ...change } : undefined;
}

class SpaceForm extends ReactWidget implements Dialog.IBodyWidget<Change> {
  #change = unchanged;

  constructor(
    private readonly options: SpaceOptions,
    private readonly trans: TranslationBundle,
  ) {
    super();
    this.addClass('studiolo-LaunchForm');
  }

  getValue(): Change {
    return changeOf(this.#change);
  }

  protected override onAfterAttach(message: Message): void {
    super.onAfterAttach(message);
    this.#judge();
  }

  #judge(): void {
    setAcceptable(this.node, isAllowed(this.#change) && Object.keys(this.getValue()).length > 0);
  }

  protected override render(): React.JSX.Element {
    return (
      <SpaceFields
        options={this.options}
        trans={this.trans}
        onChange={(part) => {
          this.#change = { ...this.#change, ...part };
          this.#judge();
        }}
      />
    );
  }
}
