import { isAlias, isCollection, visit, type Document } from 'yaml';

/** Deeper than any setting of AWS goes, by far. */
const MOST_LEVELS = 64;
/** What aliases stand for, all together: ten aliases of ten aliases of ten are a thousand. */
const MOST_ALIASED = 10_000;

export const TOO_DEEP = `is nested more than ${MOST_LEVELS} levels deep, which no seed is`;

/** Whether the YAML parser gave up: it then says so once for each level that it was in. */
export const isTooDeep = ({ message }: { message: string }) => message.includes('call stack');

/**
 * What makes a seed too large to be read out, where it stands; undefined for any that a person writes. Aliases are
 * counted by what they stand for, so that a few lines that mean a billion are found before they are read out.
 */
export function beyondBounds(document: Document): { offset: number; message: string } | undefined {
  let found: { offset: number; message: string } | undefined;
  const sizes = new Map<string, number>();
  let aliased = 0;
  const sizeOf = (node: unknown): number => {
    if (isAlias(node)) return sizes.get(node.source) ?? 1;
    if (!isCollection(node)) return 1;
    const items = node.items.flatMap((item: unknown) =>
      typeof item === 'object' && item !== null && 'key' in item && 'value' in item ? [item.key, item.value] : [item],
    );
    return items.reduce<number>((sum, item) => Math.min(sum + sizeOf(item), Number.MAX_SAFE_INTEGER), 1);
  };
  visit(document, {
    Node(_key, node, path) {
      const offset = node.range?.[0] ?? 0;
      if (path.length > 2 * MOST_LEVELS) {
        found = { offset, message: TOO_DEEP };
        return visit.BREAK;
      }
      if (!isAlias(node) && node.anchor !== undefined) sizes.set(node.anchor, sizeOf(node));
      if (isAlias(node) && (aliased += sizeOf(node)) > MOST_ALIASED) {
        found = {
          offset,
          message: `*${node.source}: aliases stand for more than ${MOST_ALIASED} values; write out what is meant`,
        };
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return found;
}
