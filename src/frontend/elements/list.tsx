import * as React from 'react';
import { useKeptRow } from './kept-focus';
import { useListKeys } from './list-keys';

/** Rows: more than a window shows. */
const atOnce = 50;
/** Rows that are drawn in between two frames. */
const more = 100;

/**
 * The rows of a section, as one stop of the Tab key. The first are drawn at once, further ones in between frames. Of very
 * many, some at a time stand in a group: the browser watches each group for whether it is in view, which costs time in
 * every frame.
 */
export function List({ label, children }: { label: string; children: React.ReactNode }) {
  const rows = React.Children.toArray(children).filter((child) => React.isValidElement(child));
  const [count, setCount] = React.useState(atOnce);
  React.useEffect(() => {
    if (count < rows.length) React.startTransition(() => setCount(count + more));
  }, [count, rows.length]);
  const list = useListKeys<HTMLDivElement>();
  useKeptRow(list);
  const drawn = rows.slice(0, count);
  return (
    <div className="studiolo-List" role="grid" aria-label={label} ref={list}>
      {rows.length <= atOnce
        ? drawn
        : groupsOf(drawn).map(({ key, rows: group }) => (
            <div key={key} className="studiolo-Rows" role="rowgroup">
              {group}
            </div>
          ))}
    </div>
  );
}

/** Rows: one in so many begins a group, which is cut after `most`. */
const [usual, most] = [10, 20];

/**
 * A group begins at a row because of the row's key alone: where one row more or less is listed, other groups stay as they
 * are drawn.
 */
function groupsOf(rows: readonly React.ReactElement[]): { key: string; rows: React.ReactElement[] }[] {
  const groups: { key: string; rows: React.ReactElement[] }[] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    const begins = hash(String(row.key)) % usual === 0;
    if (!group) groups.push({ key: 'first', rows: [row] });
    else if (begins) groups.push({ key: String(row.key), rows: [row] });
    else if (group.rows.length === most) groups.push({ key: `${group.key} on`, rows: [row] });
    else group.rows.push(row);
  }
  return groups;
}

/** FNV-1a, of 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
