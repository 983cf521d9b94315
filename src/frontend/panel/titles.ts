import type { AccordionPanel } from '@lumino/widgets';
import { settled } from '../elements/one-stop';

/**
 * Makes the titles of the sections, with the buttons in them, one stop of the Tab key. The accordion itself moves between
 * titles by the arrow keys, Home and End; arrows to the side lead from a title to its buttons and back. To be called again
 * where a section has gone: what is returned.
 */
export function oneStop(accordion: AccordionPanel): () => void {
  const inTitle = (title: HTMLElement) => [title, ...title.querySelectorAll<HTMLElement>('.jp-ToolbarButtonComponent')];
  const all = () => (accordion.isDisposed ? [] : accordion.titles.flatMap(inTitle));
  let active: HTMLElement | undefined;
  const settle = () => {
    active = settled(all(), active);
  };
  accordion.node.addEventListener('focusin', ({ target }) => {
    const stop = all().find((one) => one === target);
    if (!stop) return;
    active = stop;
    settle();
  });
  // Before the toolbar within the title, which knows only its own buttons.
  accordion.node.addEventListener(
    'keydown',
    (event) => {
      const { altKey, ctrlKey, key, metaKey, shiftKey, target } = event;
      const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      if (step === 0 || altKey || ctrlKey || metaKey || shiftKey || !(target instanceof HTMLElement)) return;
      const title = accordion.titles.find((one) => one.contains(target));
      if (!title) return;
      const stops = inTitle(title);
      stops[stops.indexOf(target) + step]?.focus();
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
  settle();
  // A toolbar gives its first button a stop of its own as soon as it is drawn, and whenever its buttons change.
  const observer = new MutationObserver(settle);
  for (const title of accordion.titles)
    observer.observe(title, { attributeFilter: ['tabindex'], childList: true, subtree: true });
  accordion.disposed.connect(() => observer.disconnect());
  return settle;
}
