import { isScalar, visit, type Document } from 'yaml';

/** Each key that stands a second time in its mapping, and where. The parser's own look takes the square of their number. */
export function repeatedKeys(document: Document): { offset: number; message: string }[] {
  const found: { offset: number; message: string }[] = [];
  visit(document, {
    Map(_key, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) found.push({ offset: key.range?.[0] ?? 0, message: `${key.value}: stands twice` });
        seen.add(key.value);
      }
    },
  });
  return found;
}
