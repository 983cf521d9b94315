import { isMap, isNode, isScalar, isSeq, type Document } from 'yaml';

export type Path = readonly PropertyKey[];

/** What is wrong with a part of a seed, and where in it. */
export class Wrong extends Error {
  constructor(
    readonly path: Path,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Where a path leads in a document, as an offset: to a value itself, to the name of what is larger than that, and for
 * what is missing to where it should stand. For the part `word` it leads to the name in any case.
 */
export function offsetOf(document: Document, path: Path, part: 'value' | 'word' = 'value'): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step));
      if (!pair) break;
      node = pair.value;
      offset = startOf(isScalar(node) && part === 'value' ? node : pair.key) ?? offset;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = startOf(node) ?? offset;
    } else break;
  }
  return offset;
}

const startOf = (node: unknown) => (isNode(node) ? node.range?.[0] : undefined);
