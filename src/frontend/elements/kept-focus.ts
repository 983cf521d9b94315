import * as React from 'react';

/**
 * For a row or list that can take the focus: when the button in it that has the focus goes away, having done its work,
 * the row takes the focus over, so that who works by keyboard stays where they are.
 */
export function useKeptFocus<T extends HTMLElement = HTMLLIElement>(): React.RefObject<T> {
  const row = React.useRef<T>(null);
  useLostFocus(row, () => row.current?.focus());
  return row;
}

/** For a list: a row that is drawn anew at another place of it while it has the focus has it there again. */
export function useKeptRow(list: React.RefObject<HTMLElement>): void {
  useLostFocus(list, (lost) => {
    const row = lost.closest<HTMLElement>('[data-row]')?.dataset['row'];
    const rows = list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [];
    [...rows].find((one) => one.dataset['row'] === row)?.focus();
  });
}

/** Tells when the element that had the focus within has gone, and nothing else has taken the focus. */
function useLostFocus(within: React.RefObject<HTMLElement>, lost: (element: Element) => void): void {
  const focused = React.useRef<Element | null>(null);
  React.useEffect(() => {
    const node = within.current;
    const remember = () => (focused.current = document.activeElement);
    // Told where it goes, the focus was moved by the user; an element that is removed loses it to nothing.
    const forget = (event: FocusEvent) => event.relatedTarget && (focused.current = null);
    node?.addEventListener('focusin', remember);
    node?.addEventListener('focusout', forget);
    return () => {
      node?.removeEventListener('focusin', remember);
      node?.removeEventListener('focusout', forget);
    };
  }, [within]);
  React.useLayoutEffect(() => {
    const gone = focused.current;
    if (!gone || gone.isConnected) return;
    focused.current = null;
    if (document.activeElement === document.body) lost(gone);
  });
}
