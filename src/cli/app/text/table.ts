import { type Ink, inked } from './ink';
import { plainText } from '../../../protocol/plain-text';

export interface Column {
  head: string;
  align?: 'right';
  /** May be cut where the table is wider than the terminal; the widest is cut first. */
  cut?: 'end';
}
export type Cell = string | { text: string; ink: Ink };

/** Where a table goes. */
export interface Sheet {
  columns?: number;
  colour: boolean;
}

const indent = '  ';
const gap = '  ';
/** No column is cut to less than this: what is left would say nothing. */
const narrowest = 8;

/** A table as lines, no wider than the terminal. A column in which nothing stands is left out. */
export function table(columns: Column[], rows: Cell[][], sheet: Sheet): string[] {
  const used = columns.flatMap((column, at) => (rows.some((row) => textOf(row[at]) !== '') ? [{ column, at }] : []));
  const widths = used.map(({ column, at }) =>
    Math.max(lengthOf(column.head), ...rows.map((row) => lengthOf(textOf(row[at])))),
  );
  if (sheet.columns !== undefined) fit(widths, used, sheet.columns - indent.length - gap.length * (used.length - 1));
  const line = (cells: (Cell | undefined)[]) =>
    used.reduceRight((right, { column, at }, index) => {
      const cell = cells[at];
      const text = cutTo(textOf(cell), widths[index] ?? 0);
      const space = ' '.repeat((widths[index] ?? 0) - lengthOf(text));
      const shown = inked(text, typeof cell === 'object' ? cell.ink : undefined, sheet);
      if (column.align === 'right') return `${space}${shown}${right && gap}${right}`;
      return right === '' ? shown : `${shown}${space}${gap}${right}`;
    }, '');
  const heads = columns.map(({ head }) => ({ text: head.toUpperCase(), ink: 'dim' as const }));
  return [heads, ...rows].map((cells) => `${indent}${line(cells)}`.trimEnd());
}

function fit(widths: number[], used: { column: Column }[], room: number): void {
  const sum = () => widths.reduce((total, width) => total + width, 0);
  while (sum() > room) {
    const widest = widths.reduce((best, width, at) => {
      const can = used[at]?.column.cut === 'end' && width > narrowest;
      return can && (best < 0 || width > (widths[best] ?? 0)) ? at : best;
    }, -1);
    if (widest < 0) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
}

const textOf = (cell: Cell | undefined) => plainText(typeof cell === 'object' ? cell.text : (cell ?? ''));
const lengthOf = (text: string) => [...text].length;
const cutTo = (text: string, width: number) =>
  lengthOf(text) <= width ? text : `${[...text].slice(0, Math.max(0, width - 1)).join('')}…`;
