import * as React from 'react';
import { useListKeys } from './list-keys';

/** Rows: more than a window shows. */
const atOnce = 50;

/** The rows of a section, as one stop of the Tab key. The first are drawn at once, further ones in between frames. */
export function List({ label, children }: { label: string; children: React.ReactNode }) {
  const rows = React.Children.toArray(children);
  const [whole, setWhole] = React.useState(rows.length <= atOnce);
  React.useEffect(() => React.startTransition(() => setWhole(true)), []);
  return (
    <div className="studiolo-List" role="grid" aria-label={label} ref={useListKeys<HTMLDivElement>()}>
      {whole ? rows : rows.slice(0, atOnce)}
    </div>
  );
}
