import { isAlias, isNode, visit, type Document, type YAMLMap } from 'yaml';
import { StudioFileForm } from './studio-file-form';

/** The sections of a file in the order of the language. */
const language = Object.keys(StudioFileForm.shape);

/**
 * In which order a file's sections shall stand, by where they stand now: that of the language, but an alias stays behind its
 * anchor, and an anchor whose name is given twice where it is among the aliases of that name.
 */
export function sectionOrder(document: Document, { items }: YAMLMap): number[] {
  const places = items.map(({ key }) => language.indexOf(String(isNode(key) ? key.toJS(document) : key)));
  const anchors = items.map(({ key, value }) => anchorsIn([key, value]));
  const isBound = (before: number, after: number) =>
    [...(anchors[before] ?? [])].some(([name, does]) => {
      const other = anchors[after]?.get(name);
      return other !== undefined && (does === 'names' || other === 'names');
    });
  const left = items.map((_, at) => at).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));
  const order: number[] = [];
  while (left.length > 0) {
    const free = left.findIndex((one) => !left.some((other) => other < one && isBound(other, one)));
    order.push(...left.splice(free, 1));
  }
  return order;
}

/** The anchors that a section names or uses. */
function anchorsIn(parts: readonly unknown[]): Map<string, 'names' | 'uses'> {
  const found = new Map<string, 'names' | 'uses'>();
  for (const part of parts)
    if (isNode(part))
      visit(part, {
        Node(_key, node) {
          if (!isAlias(node)) return void (node.anchor !== undefined && found.set(node.anchor, 'names'));
          if (!found.has(node.source)) found.set(node.source, 'uses');
        },
      });
  return found;
}
