import * as React from 'react';
import { useOneStop } from './one-stop';

/** Buttons that are one stop of the Tab key: arrows lead from one to the next. */
export function ButtonRow({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="studiolo-ButtonRow" role="toolbar" aria-label={label} ref={useOneStop<HTMLDivElement>('along')}>
      {children}
    </div>
  );
}
