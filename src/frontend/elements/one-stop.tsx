import * as React from 'react';

/** What takes the focus, besides fields. */
const reached = 'button, summary, pre[tabindex]';

/** What in an element an arrow leads to, less what belongs to a row of buttons within it. */
export const stopsIn = (node: Element | null): HTMLElement[] =>
  [...(node?.querySelectorAll<HTMLElement>(reached) ?? [])].filter((stop) => {
    const buttons = stop.closest('[role="toolbar"]');
    return buttons === null || !node?.contains(buttons) || buttons === node;
  });

/** Makes one of them the stop of the Tab key: the one that is, as long as it is there, else the first. Returns it. */
export function settled(stops: readonly HTMLElement[], active: HTMLElement | undefined): HTMLElement | undefined {
  const now = active && stops.includes(active) ? active : stops[0];
  for (const stop of stops) {
    const tabIndex = stop === now ? 0 : -1;
    if (stop.tabIndex !== tabIndex) stop.tabIndex = tabIndex;
  }
  return now;
}

type Direction = 'along' | 'along-and-down';

/**
 * Makes all buttons of an element one stop of the Tab key, whichever come and go: arrows lead from one to the next. `along`:
 * those to the side alone.
 */
export function useOneStop<T extends HTMLElement>(direction: Direction): React.RefObject<T> {
  const place = React.useRef<T>(null);
  React.useLayoutEffect(() => {
    const node = place.current;
    if (!node) return undefined;
    let active: HTMLElement | undefined;
    const settle = () => {
      active = settled(stopsIn(node), active);
    };
    const enter = ({ target }: FocusEvent) => {
      const stop = stopsIn(node).find((one) => one === target);
      if (!stop) return;
      active = stop;
      settle();
    };
    const press = (event: KeyboardEvent) => {
      const step = stepOf(event, direction);
      const stops = stopsIn(node);
      const at = stops.findIndex((one) => one === event.target);
      if (step === 0 || at < 0) return;
      stops[at + step]?.focus();
      event.preventDefault();
    };
    settle();
    const observer = new MutationObserver(settle);
    observer.observe(node, { childList: true, subtree: true });
    node.addEventListener('focusin', enter);
    node.addEventListener('keydown', press);
    return () => {
      observer.disconnect();
      node.removeEventListener('focusin', enter);
      node.removeEventListener('keydown', press);
    };
  }, [direction]);
  return place;
}

function stepOf({ altKey, ctrlKey, key, metaKey, shiftKey, target }: KeyboardEvent, direction: Direction): number {
  if (altKey || ctrlKey || metaKey || shiftKey) return 0;
  if (key === 'ArrowRight') return 1;
  if (key === 'ArrowLeft') return -1;
  // A text that scrolls is moved by these.
  if (direction === 'along' || (target instanceof Element && target.matches('pre'))) return 0;
  return key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0;
}

/** What stands in it is one stop of the Tab key. */
export function OneStop({ children }: { children: React.ReactNode }) {
  return (
    <div className="studiolo-OneStop" ref={useOneStop<HTMLDivElement>('along-and-down')}>
      {children}
    </div>
  );
}

/** Below a row of a list, which is reached from the row by an arrow to the side: no stop of its own. */
export function NoStop({ children, ...props }: React.HTMLAttributes<HTMLDivElement>) {
  const place = React.useRef<HTMLDivElement>(null);
  React.useLayoutEffect(() => {
    const settle = () => {
      for (const stop of stopsIn(place.current)) if (stop.tabIndex !== -1) stop.tabIndex = -1;
    };
    settle();
    const observer = new MutationObserver(settle);
    if (place.current) observer.observe(place.current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  return (
    <div {...props} ref={place}>
      {children}
    </div>
  );
}
