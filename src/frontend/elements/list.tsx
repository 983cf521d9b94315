import * as React from 'react';
import { useListKeys } from './list-keys';

/** The rows of a section, as one stop of the Tab key. */
export function List({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="studiolo-List" role="grid" aria-label={label} ref={useListKeys<HTMLDivElement>()}>
      {children}
    </div>
  );
}
