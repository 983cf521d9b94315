import { isDeepStrictEqual } from 'node:util';
import { isMap, LineCounter, parseDocument } from 'yaml';
import { FileError } from './mistake';
import { sectionOrder } from './section-order';
import { reordered } from './section-texts';

/**
 * The text of a Studio file as `studiolo format` leaves it: its sections in the order of the language, and else each sign as it
 * was. Throws a FileError where the sections cannot be put in order as texts.
 */
export function formatted(text: string, fileName: string): string {
  const lines = new LineCounter();
  const document = documentOf(text, lines);
  const sections = document.contents;
  if (!isMap(sections)) return text;
  const order = sectionOrder(document, sections);
  const moved = order.findIndex((from, at) => from !== at);
  if (moved < 0) return text;
  const refuse = (message: string): never => {
    const { line, col } = lines.linePos(sections.items[moved]?.key?.range?.[0] ?? 0);
    throw new FileError([{ file: fileName, line, column: col, message: `${message}; put them in order by hand` }]);
  };
  const after = reordered(text, sections, order);
  if (after === undefined) return refuse('comments between sections in { } could not go with them');
  const changed = documentOf(after);
  const isSame = changed.errors.length === 0 && isDeepStrictEqual(valueOf(changed), valueOf(document));
  return isSame ? after : refuse('in order, the sections would say something else');
}

const documentOf = (text: string, lineCounter = new LineCounter()) =>
  parseDocument(text, { keepSourceTokens: true, uniqueKeys: false, lineCounter });

/** Its aliases were counted when it was read as a Studio file. */
const valueOf = (document: ReturnType<typeof documentOf>): unknown => document.toJS({ maxAliasCount: -1 });
