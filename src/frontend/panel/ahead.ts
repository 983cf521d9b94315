/** Milliseconds in which the pointer may come again and again and starts one agent: it stays a little longer. */
const pause = 10_000;

export interface AheadParts {
  /** The panel's id, by which JupyterLab marks its icon. */
  id: string;
  /** Whether the panel is in view, where all is there already. */
  inView(): boolean;
  /** Starts the agent, and has the panel filled. */
  begin(): void;
  now(): number;
}

/**
 * Has all begun that the panel will need when the pointer, or the focus, comes to its icon: the click, or the key, follows some
 * tenths of a second later.
 */
export function beginAhead(page: Document, { begin, id, inView, now }: AheadParts): () => void {
  let last = -Infinity;
  const over = ({ target }: Event) => {
    if (!(target instanceof Element) || !target.closest(`[data-id="${id}"]`)) return;
    if (inView() || now() - last < pause) return;
    last = now();
    begin();
  };
  const comings = ['pointerover', 'focusin'];
  for (const coming of comings) page.addEventListener(coming, over, { passive: true });
  return () => {
    for (const coming of comings) page.removeEventListener(coming, over);
  };
}
