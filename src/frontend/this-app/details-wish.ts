import { type ISignal, Signal } from '@lumino/signaling';

/** That somebody wants to see the details, which may be before anything is shown. */
export class DetailsWish {
  #wanted = false;
  readonly #changed = new Signal<this, void>(this);

  get wanted(): boolean {
    return this.#wanted;
  }

  get changed(): ISignal<this, void> {
    return this.#changed;
  }

  want(): void {
    this.#wanted = true;
    this.#changed.emit();
  }
}
