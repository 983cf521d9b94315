import { isMap, isNode, isScalar, isSeq, type Document } from 'yaml';

export type Path = readonly PropertyKey[];

/** Something wrong with a file: what, and where in it. */
export interface Mistake {
  path: Path;
  /** Whether the value is wrong, or the word before it. */
  part?: 'word' | undefined;
  message: string;
}

/** A mistake where whoever reads the file finds it. */
export interface PlacedMistake {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** `studio.yaml:31:14: no image is named "forcasting"; …` */
export const mistakeText = ({ file, line, column, message }: PlacedMistake) => `${file}:${line}:${column}: ${message}`;

/** A file that cannot be used: every mistake, in the file's order. */
export class FileError extends Error {
  constructor(readonly mistakes: readonly PlacedMistake[]) {
    super(mistakes.map(mistakeText).join('\n'));
    this.name = 'FileError';
  }
}

/**
 * Where a path leads in a document, as an offset: to a value itself, to the name of what is larger than that, and for
 * what is missing to where it should stand.
 */
export function offsetOf(document: Document, { path, part }: Pick<Mistake, 'path' | 'part'>): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
      if (!pair) break;
      node = pair.value;
      offset = startOf(isScalar(node) && part !== 'word' ? node : pair.key) ?? offset;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

const startOf = (node: unknown) => (isNode(node) ? node.range?.[0] : undefined);
