import { type ISignal, Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';

/** What an item of the status bar shows; nothing: it takes no room. */
export interface Shown {
  text: string;
  caption: string;
  urgency: 'calm' | 'near';
}

/** The countdown in the status bar: a button that leads to the reason. It is not read out as it counts: warnings are. */
export class StopItem extends Widget {
  #shown: Shown | undefined;
  readonly #button = document.createElement('button');
  readonly #activeChanged = new Signal<this, void>(this);

  constructor(onClick: () => void) {
    super();
    this.addClass('studiolo-StopItem');
    this.#button.type = 'button';
    this.#button.addEventListener('click', onClick);
    this.node.append(this.#button);
  }

  get isActive(): boolean {
    return this.#shown !== undefined;
  }

  get activeChanged(): ISignal<this, void> {
    return this.#activeChanged;
  }

  tell(shown: Shown | undefined): void {
    const wasActive = this.isActive;
    const before = this.#shown;
    this.#shown = shown;
    if (shown && shown.text !== before?.text) this.#button.textContent = shown.text;
    if (shown && shown.caption !== before?.caption) this.#button.title = shown.caption;
    this.toggleClass('studiolo-mod-near', shown?.urgency === 'near');
    if (wasActive !== this.isActive) this.#activeChanged.emit();
  }
}
