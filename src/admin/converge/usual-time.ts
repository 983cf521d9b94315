import type { Context } from './context';

/** How many of a sort look as often as they can, so that it becomes known how long AWS takes. */
const scouts = 3;
/** In milliseconds: how long the others wait for that at most, and how often they see whether it is known. */
const [patience, between] = [15_000, 250];

/**
 * How long AWS takes with steps of a sort, learned of those before: each look costs a call of the account's rate. A little
 * less than the last one took, so that it is found where AWS becomes faster; where that is too early, the next tells.
 */
export class UsualTime {
  #milliseconds: number | undefined;
  #begun = 0;

  /** Waits until it is time for a first look. */
  async rest(context: Context): Promise<void> {
    const begun = context.now();
    const passed = () => context.now() - begun;
    this.#begun += 1;
    if (this.#milliseconds === undefined && this.#begun <= scouts) return;
    while (this.#milliseconds === undefined && passed() < patience && !context.signal.aborted)
      await context.sleep(between);
    const left = (this.#milliseconds ?? 0) - passed();
    if (left > 0) await context.sleep(left);
  }

  /** Takes note of how long one took until it was seen settled. */
  note(milliseconds: number): void {
    this.#milliseconds = milliseconds * 0.98;
  }
}
