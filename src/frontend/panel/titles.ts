import type { AccordionPanel } from '@lumino/widgets';

/**
 * Makes the titles of the sections one stop of the Tab key: the accordion itself moves between them by the arrow keys, Home
 * and End.
 */
export function oneStop(accordion: AccordionPanel): void {
  const stopAt = (active: EventTarget | null | undefined) => {
    for (const title of accordion.titles) title.tabIndex = title === active ? 0 : -1;
  };
  stopAt(accordion.titles[0]);
  accordion.node.addEventListener('focusin', ({ target }) => {
    if (accordion.titles.some((title) => title === target)) stopAt(target);
  });
}
