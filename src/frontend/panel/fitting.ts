import type { IDisposable } from '@lumino/disposable';
import { Signal } from '@lumino/signaling';
import { AccordionPanel, type Panel, type Widget } from '@lumino/widgets';

/** The share of the whole height that the favoured section may take before the others are served. */
const FAVOURED_SHARE = 0.45;

/**
 * Keeps each section of the accordion as tall as what it holds, until the user moves a handle: from then on the sizes
 * are theirs. Each section's node holds one element, whose height is what the section needs.
 */
export class Fitting implements IDisposable {
  #isDisposed = false;
  readonly #observer = new ResizeObserver(() => this.#fit());

  constructor(
    private readonly accordion: Panel,
    /** The section that is served before the others. */
    private readonly favoured: () => Widget | undefined,
  ) {
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
    const sizes = shareOut(
      needs,
      room,
      accordion.widgets.findIndex((widget) => widget === this.favoured()),
    );
    if (sizes.every((size, index) => Math.abs(size - (accordion.widgets[index]?.node.clientHeight ?? 0)) < 1)) return;
    accordion.setRelativeSizes(sizes);
  }
}

/**
 * Shares `room` out: the need at `favoured`, if there is one, is served up to its share, the rest get alike what they need or an even part of what
 * is left. What nobody needs goes to the last that needs anything.
 */
export function shareOut(needs: number[], room: number, favoured: number): number[] {
  const sizes = needs.map(() => 0);
  const first = needs[favoured] ?? 0;
  const others = needs.reduce((sum, need) => sum + need, 0) - first;
  const served = Math.min(first, Math.max(room * FAVOURED_SHARE, room - others));
  if (favoured in sizes) sizes[favoured] = served;
  let left = room - served;
  const rest = needs.flatMap((need, index) => (index !== favoured && need > 0 ? [{ need, index }] : []));
  rest.sort((one, other) => one.need - other.need);
  for (const [done, { need, index }] of rest.entries()) {
    const size = Math.min(need, left / (rest.length - done));
    sizes[index] = size;
    left -= size;
  }
  const last = needs.findLastIndex((need) => need > 0);
  return sizes.map((size, index) => (index === last ? size + left : size));
}
