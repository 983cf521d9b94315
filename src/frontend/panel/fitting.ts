import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { AccordionPanel, type Panel } from '@lumino/widgets';

/** The share of the whole height that the first section may take before the others are served. */
const FIRST_SHARE = 0.45;

/**
 * Keeps each section of the accordion as tall as what it holds, until the user moves a handle: from then on the sizes
 * are theirs. Each section's node holds one element, whose height is what the section needs.
 */
export class Fitting implements IDisposable {
  #isDisposed = false;
  readonly #observer = new ResizeObserver(() => this.#fit());

  constructor(private readonly accordion: Panel) {
    this.#observer.observe(accordion.node);
    if (accordion instanceof AccordionPanel) {
      accordion.handleMoved.connect(this.dispose, this);
      accordion.expansionToggled.connect(this.#fit, this);
    }
  }

  /** Takes what a section holds into account. */
  watch(content: Element): void {
    if (!this.#isDisposed) this.#observer.observe(content);
  }

  get isDisposed(): boolean {
    return this.#isDisposed;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#observer.disconnect();
    Signal.clearData(this);
  }

  #fit(): void {
    const { accordion } = this;
    if (!(accordion instanceof AccordionPanel) || !accordion.isVisible) return;
    const needs = accordion.widgets.map(({ isHidden, node }) =>
      isHidden ? 0 : Math.ceil(node.firstElementChild?.getBoundingClientRect().height ?? 0),
    );
    const room = accordion.widgets.reduce((sum, { isHidden, node }) => sum + (isHidden ? 0 : node.clientHeight), 0);
    if (room <= 0) return;
    // While rows come into view their heights become known, and the sections mostly stay as they are.
    const sizes = shareOut(needs, room);
    if (sizes.every((size, index) => Math.abs(size - (accordion.widgets[index]?.node.clientHeight ?? 0)) < 1)) return;
    accordion.setRelativeSizes(sizes);
  }
}

/**
 * Shares `room` out: the first need is served up to its share, the rest get alike what they need or an even part of what
 * is left. What nobody needs goes to the last that needs anything.
 */
export function shareOut(needs: number[], room: number): number[] {
  const sizes = needs.map(() => 0);
  const [first = 0] = needs;
  const others = needs.slice(1).reduce((sum, need) => sum + need, 0);
  sizes[0] = Math.min(first, Math.max(room * FIRST_SHARE, room - others));
  let left = room - sizes[0];
  const rest = needs.flatMap((need, index) => (index > 0 && need > 0 ? [{ need, index }] : []));
  rest.sort((one, other) => one.need - other.need);
  for (const [served, { need, index }] of rest.entries()) {
    const size = Math.min(need, left / (rest.length - served));
    sizes[index] = size;
    left -= size;
  }
  const last = needs.findLastIndex((need) => need > 0);
  return sizes.map((size, index) => (index === last ? size + left : size));
}
