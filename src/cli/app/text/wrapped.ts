import type { Sheet } from './table';

/** A text in lines no wider than the terminal, broken between words; what follows the first line is indented. */
export function wrapped(text: string, { columns = Infinity }: Pick<Sheet, 'columns'>, indent: string): string[] {
  const lines: string[] = [];
  let line = indent.slice(2);
  let begun = false;
  for (const word of text.split(' ')) {
    if (begun && [...line].length + 1 + [...word].length > columns) {
      lines.push(line);
      line = `${indent}${word}`;
    } else {
      line = begun ? `${line} ${word}` : `${line}${word}`;
    }
    begun = true;
  }
  return [...lines, line];
}
