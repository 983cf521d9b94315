import { isMap, isScalar, type Document, type YAMLMap } from 'yaml';
import { StudioFileForm } from './studio-file-form';

/** The sections of a file in the order of the language. */
const order = Object.keys(StudioFileForm.shape);
const nameOf = (key: unknown) => String(isScalar(key) ? key.value : key);

/**
 * The text of a file as `studiolo format` leaves it: its sections in the order of the language; comments, values and the
 * style of each part as they were.
 */
export function formatted(document: Document): string {
  const copy = document.clone();
  if (isMap(copy.contents)) orderSections(copy, copy.contents);
  return copy.toString({ lineWidth: 120, flowCollectionPadding: true, singleQuote: true });
}

function orderSections(document: Document, sections: YAMLMap): void {
  const [first] = sections.items;
  sections.items.sort((a, b) => order.indexOf(nameOf(a.key)) - order.indexOf(nameOf(b.key)));
  const key = first?.key;
  if (sections.items[0] === first || !isScalar(key) || !key.commentBefore) return;
  // What stood before the first word is about the file, up to the last empty line, and stays at its head.
  const at = key.commentBefore.lastIndexOf('\n\n');
  document.commentBefore = at === -1 ? key.commentBefore : key.commentBefore.slice(0, at);
  key.commentBefore = at === -1 ? null : key.commentBefore.slice(at + 2);
}
