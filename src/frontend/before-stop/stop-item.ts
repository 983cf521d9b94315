import { type ISignal, Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';

/** What an item of the status bar shows; nothing: it takes no room. */
export interface Shown {
  text: string;
  caption: string;
  urgency: 'calm' | 'near';
}

/**
 * The countdown in the status bar: a button that leads to the reason. It is not read out as it counts: warnings are. It
 * looks as JupyterLab's own items do, so that no page loads a style for it.
 */
export class StopItem extends Widget {
  #shown: Shown | undefined;
  readonly #button = document.createElement('button');
  readonly #activeChanged = new Signal<this, void>(this);

  constructor(onClick: () => void) {
    super();
    this.node.className += ' studiolo-StopItem jp-mod-highlighted';
    const button = this.#button;
    button.type = 'button';
    button.className = 'jp-StatusBar-TextItem';
    button.style.cssText = 'height:100%;margin:0 -6px;padding:0 6px;border:0;background:none;cursor:pointer';
    button.addEventListener('click', onClick);
    this.node.append(button);
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
    const button = this.#button;
    if (shown && shown.text !== before?.text) button.textContent = shown.text;
    if (shown && shown.caption !== before?.caption) button.title = shown.caption;
    const near = shown?.urgency === 'near';
    button.style.fontWeight = near ? '600' : '';
    button.style.boxShadow = near ? 'inset 0 -2px var(--jp-warn-color1)' : '';
    if (wasActive !== this.isActive) this.#activeChanged.emit();
  }
}
