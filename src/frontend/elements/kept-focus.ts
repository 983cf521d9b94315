import * as React from 'react';

/**
 * For a row or list that can take the focus: when the button in it that has the focus goes away, having done its work,
 * the row takes the focus over, so that who works by keyboard stays where they are.
 */
export function useKeptFocus<T extends HTMLElement = HTMLLIElement>(): React.RefObject<T> {
  const row = React.useRef<T>(null);
  const focused = React.useRef<Element | null>(null);
  React.useEffect(() => {
    const node = row.current;
    const remember = () => (focused.current = document.activeElement);
    // Told where it goes, the focus was moved by the user; an element that is removed loses it to nothing.
    const forget = (event: FocusEvent) => event.relatedTarget && (focused.current = null);
    node?.addEventListener('focusin', remember);
    node?.addEventListener('focusout', forget);
    return () => {
      node?.removeEventListener('focusin', remember);
      node?.removeEventListener('focusout', forget);
    };
  }, []);
  React.useLayoutEffect(() => {
    if (!focused.current || focused.current.isConnected) return;
    focused.current = null;
    if (document.activeElement === document.body) row.current?.focus();
  });
  return row;
}
