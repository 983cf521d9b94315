/** What is due when, soonest first: a binary heap. What has changed since it was added is for the reader to notice. */
export class DueQueue {
  readonly #heap: { due: number; id: string }[] = [];

  add(due: number, id: string): void {
    const heap = this.#heap;
    heap.push({ due, id });
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#due(parent) <= this.#due(at)) break;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** Takes out the soonest that is due at `now`; undefined when there is none. */
  take(now: number): { due: number; id: string } | undefined {
    const heap = this.#heap;
    const soonest = heap[0];
    if (!soonest || soonest.due > now) return undefined;
    this.#swap(0, heap.length - 1);
    heap.pop();
    let at = 0;
    for (;;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let least = at;
      if (left < heap.length && this.#due(left) < this.#due(least)) least = left;
      if (right < heap.length && this.#due(right) < this.#due(least)) least = right;
      if (least === at) return soonest;
      this.#swap(at, least);
      at = least;
    }
  }

  #due(at: number): number {
    return this.#heap[at]?.due ?? Infinity;
  }

  #swap(a: number, b: number): void {
    const [first, second] = [this.#heap[a], this.#heap[b]];
    if (first && second) [this.#heap[a], this.#heap[b]] = [second, first];
  }
}
