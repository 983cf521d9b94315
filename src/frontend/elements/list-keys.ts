import * as React from 'react';
import { stopsIn } from './one-stop';

/** Letters that are typed one after the other within this time are the beginning of one name. */
const TYPING_MS = 600;

/**
 * A list that is one stop of the Tab key: arrows, Home, End and the first letters of a name move between its rows, arrows to
 * the side between a row's buttons; Enter does what the row is mostly there for, Shift+F10 opens its menu.
 */
export function useListKeys<T extends HTMLElement>(): React.RefObject<T> {
  const list = React.useRef<T>(null);
  React.useLayoutEffect(() => {
    const rows = rowsOf(list.current);
    if (!rows.some((row) => row.tabIndex === 0) && rows[0]) rows[0].tabIndex = 0;
  });
  React.useEffect(() => {
    const node = list.current;
    if (!node) return undefined;
    const typed = { text: '', at: 0 };
    const press = (event: KeyboardEvent) => onKey(node, event, typed);
    const enter = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest('[data-row]') : null;
      if (!(row instanceof HTMLElement) || row.tabIndex === 0) return;
      for (const one of rowsOf(node)) if (one.tabIndex === 0) one.tabIndex = -1;
      row.tabIndex = 0;
    };
    node.addEventListener('keydown', press);
    node.addEventListener('focusin', enter);
    return () => {
      node.removeEventListener('keydown', press);
      node.removeEventListener('focusin', enter);
    };
  }, []);
  return list;
}

const rowsOf = (list: Element | null) => [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];

function onKey(list: Element, event: KeyboardEvent, typed: { text: string; at: number }): void {
  const { altKey, ctrlKey, key, metaKey, shiftKey, target } = event;
  if (!(target instanceof HTMLElement) || target.closest('input, select, textarea')) return;
  // In a log, the other keys scroll; on a summary, they fold it.
  if (target.closest('pre, summary') && key !== 'ArrowLeft' && key !== 'ArrowRight') return;
  const rows = rowsOf(list);
  const row = rows.find((one) => one.contains(target));
  if (!row || altKey || ctrlKey || metaKey) return;
  const at = rows.indexOf(row);
  const acted = (() => {
    if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return press(row, '[aria-haspopup="menu"]');
    if (shiftKey && key.length > 1) return false;
    switch (key) {
      case 'ArrowDown':
        return focus(rows[at + 1]);
      case 'ArrowUp':
        return focus(rows[at - 1]);
      case 'Home':
        return focus(rows[0]);
      case 'End':
        return focus(rows.at(-1));
      case 'ArrowRight':
      case 'ArrowLeft': {
        const stops = [row, ...stopsIn(row)];
        return focus(stops[stops.indexOf(target) + (key === 'ArrowRight' ? 1 : -1)]);
      }
      case 'Enter':
        return (
          target === row &&
          (press(row, '[data-main]:not([aria-disabled="true"])') || press(row, '[aria-haspopup="menu"]'))
        );
    }
    return key.length === 1 && key !== ' ' && focus(named(rows, at, event.timeStamp, key, typed));
  })();
  if (!acted) return;
  event.preventDefault();
  event.stopPropagation();
}

function focus(node: HTMLElement | undefined): boolean {
  node?.focus();
  return true;
}

function press(row: Element, selector: string): boolean {
  const button = row.querySelector<HTMLElement>(selector);
  button?.click();
  return button !== null;
}

/** The next row whose name begins with what is typed; the same letter again goes on to the one after. */
function named(rows: HTMLElement[], at: number, now: number, key: string, typed: { text: string; at: number }) {
  typed.text = now - typed.at < TYPING_MS ? typed.text + key.toLowerCase() : key.toLowerCase();
  typed.at = now;
  const from = typed.text.length > 1 ? at : at + 1;
  const order = [...rows.slice(from), ...rows.slice(0, from)];
  return order.find((row) => row.dataset['row']?.toLowerCase().startsWith(typed.text));
}
