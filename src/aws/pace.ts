/** Of what is sent in this time, in milliseconds, is judged how much AWS takes. */
const period = 1_000;
/** So many throttled calls of a period are chance, as others of the account share its limit. */
const few = 3;

/**
 * How fast a client may ask: as fast as AWS answers. Where more than a tenth of a second's calls is throttled, no more are
 * sent in a second than were answered, and a twentieth more each second as long as that goes well. A call that is throttled
 * now and then slows nothing down. Pure: `now` tells the time, in milliseconds.
 */
export class Pace {
  /** Calls a second. */
  #rate = Infinity;
  #free = 0;
  #since = 0;
  #answered = 0;
  #throttled = 0;

  constructor(private readonly now: () => number) {}

  /** How many milliseconds to wait before a call is sent: that turn is its own. */
  turn(): number {
    const now = this.now();
    const at = Math.max(now, this.#free);
    this.#free = at + 1_000 / this.#rate;
    return at - now;
  }

  /** Takes note of what came of a call. */
  note(came: 'answered' | 'throttled'): void {
    const passed = this.now() - this.#since;
    if (passed >= period) {
      // What came after a rest says nothing of how fast it was sent.
      if (passed < 2 * period) this.#judge(passed / 1_000);
      this.#since = this.now();
      this.#answered = 0;
      this.#throttled = 0;
    }
    if (came === 'answered') this.#answered += 1;
    else this.#throttled += 1;
  }

  #judge(seconds: number): void {
    const isTooFast = this.#throttled >= few && this.#throttled > (this.#answered + this.#throttled) / 10;
    if (!isTooFast) this.#rate *= 1.05;
    // Fewer may have been answered because fewer were asked.
    else this.#rate = Math.max(1, this.#answered / seconds, Number.isFinite(this.#rate) ? this.#rate * 0.85 : 0);
  }
}
