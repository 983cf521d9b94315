import { Dialog, ReactWidget, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import * as React from 'react';
import { setAcceptable } from './accept-button';

interface Loss {
  title: string;
  /** What is lost. */
  told: React.ReactNode;
  /** The button's verb. */
  verb: string;
  /** What is to be typed first, and how that is asked for. Absent: a click is enough. */
  typing?: { label: string; wanted: string };
}

/** Asks whether something shall be lost for good. What was typed, for a clear yes; nothing where the user thinks better of it. */
export async function confirmLoss(
  { title, told, typing, verb }: Loss,
  trans: TranslationBundle,
): Promise<string | undefined> {
  const { button, value } = await showDialog({
    title,
    body: new LossBody(told, typing),
    buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.warnButton({ label: verb, accept: true })],
    defaultButton: 0,
  });
  const typed = value ?? '';
  return button.accept && (!typing || typed === typing.wanted) ? typed : undefined;
}

/** What is lost, and the field in which the name of it is typed before that can be accepted. */
class LossBody extends ReactWidget implements Dialog.IBodyWidget<string> {
  #typed = '';

  constructor(
    private readonly told: React.ReactNode,
    private readonly typing: Loss['typing'],
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
    setAcceptable(this.node, !this.typing || this.#typed === this.typing.wanted);
  }

  protected override render(): React.JSX.Element {
    return (
      <div className="studiolo-StopDialog">
        {this.told}
        {this.typing && (
          <label>
            {this.typing.label}
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
        )}
      </div>
    );
  }
}
