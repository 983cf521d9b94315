import * as React from 'react';

/** Buttons that are one stop of the Tab key: arrows lead from one to the next. */
export function ButtonRow({ label, children }: { label: string; children: React.ReactNode }) {
  const row = React.useRef<HTMLDivElement>(null);
  React.useLayoutEffect(() => {
    const settle = () => {
      const all = buttonsOf(row.current);
      if (all.filter((one) => one.tabIndex === 0).length !== 1) stopAt(all, all[0]);
    };
    settle();
    // Buttons come and go with what they are for.
    const observer = new MutationObserver(settle);
    if (row.current) observer.observe(row.current, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, []);
  return (
    <div
      className="studiolo-ButtonRow"
      role="toolbar"
      aria-label={label}
      ref={row}
      onFocus={({ currentTarget, target }) => stopAt(buttonsOf(currentTarget), target)}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
        if (step === 0) return;
        const all = buttonsOf(event.currentTarget);
        all[all.findIndex((one) => one === event.target) + step]?.focus();
        event.preventDefault();
      }}
    >
      {children}
    </div>
  );
}

const buttonsOf = (row: Element | null) => [...(row?.querySelectorAll('button') ?? [])];

function stopAt(all: HTMLElement[], active: EventTarget | undefined): void {
  for (const one of all) one.tabIndex = one === active ? 0 : -1;
}
