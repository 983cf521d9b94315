import { isAlias, isMap, isScalar, parseDocument, visit, type Document } from 'yaml';

/** Thrown where only the whole document tells what a text says, and where it is wrong. */
class OnlyWhole extends Error {}

/**
 * What the text of a large mapping says, read some entries at a time: a document takes a hundred times the room of its text,
 * so that of thousands of people is never there as a whole. Nothing where entries do not stand for themselves: aliases, names
 * that stand twice, whatever is wrong. YAML's own reader reads each piece; where it would cut through something that goes on
 * in the next line, the piece is not closed, and so an error. What is not longer than `most` characters is read at once.
 */
export function valueInPieces(text: string, most: number): object | undefined {
  const body = text.replace(/^\ufeff(?! )/, '').replace(/^(?:[ \t]*(?:#.*)?\r?\n)*---[ \t]*(?=\r?\n)/, '');
  // What divides documents, what is said to their reader, tabs where a line is indented, and ends of lines that are none to
  // YAML, or to nobody else.
  if (body.length <= most || /^(?:---|\.\.\.|%| *\t)|[\u2028\u2029]|\r(?!\n)/m.test(body)) return undefined;
  try {
    return valueOf(body, most);
  } catch {
    // Whatever it is: the whole document tells it at its place.
    return undefined;
  }
}

function valueOf(text: string, most: number): object {
  const entries = text.length <= most ? [] : entriesOf(text);
  if (entries.length === 0) return valueOfPiece(text);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined) return valueOfEntry(only, most);
  const found = together(entries, most).flatMap((piece) => Object.entries(valueOf(piece, most)));
  const value: object = Object.fromEntries(found);
  if (Object.keys(value).length < found.length) throw new OnlyWhole();
  return value;
}

/** The entries of a block mapping, each with the lines that are deeper, empty or comments after it. */
function entriesOf(text: string): string[] {
  const starts: number[] = [];
  let indent: number | undefined;
  // YAML knows no other spaces than these: a byte order mark or a no-break space begins a name.
  for (const { index, 1: spaces = '', 2: first = '' } of text.matchAll(/^( *)([^ \t\r\n#])/gm)) {
    indent ??= spaces.length;
    if (spaces.length > indent) continue;
    // Other signs say something of what follows, or end what was before.
    if (spaces.length < indent || !/["'\w]/.test(first)) throw new OnlyWhole();
    starts.push(index);
  }
  return starts.map((start, at) => text.slice(at === 0 ? 0 : start, starts[at + 1]));
}

/** Entries that stand after each other, in pieces that are read at once. */
function together(entries: readonly string[], most: number): string[] {
  const pieces: string[] = [];
  let size = Infinity;
  for (const entry of entries) {
    size += entry.length;
    if (size > most) {
      pieces.push(entry);
      size = entry.length;
    } else pieces.push(`${pieces.pop() ?? ''}${entry}`);
  }
  return pieces;
}

/** A large entry alone: of `name:` with a mapping in the lines after it, these are read by themselves. */
function valueOfEntry(text: string, most: number): object {
  const [head = ''] = /^(?:[ \t]*(?:#.*)?\r?\n)*[^#\r\n]*:[ \t]*(?:[ \t]#.*)?\r?\n/.exec(text) ?? [];
  if (head === '') return valueOfPiece(text);
  const [[name, value] = [], ...more] = Object.entries(valueOfPiece(head));
  if (name === undefined || value !== null || more.length > 0) throw new OnlyWhole();
  return Object.fromEntries([[name, valueOf(text.slice(head.length), most)]]);
}

function valueOfPiece(text: string): object {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
  const { errors, warnings, contents } = document;
  if (errors.length + warnings.length > 0 || !isMap(contents) || !standsForItself(document)) throw new OnlyWhole();
  const value: unknown = document.toJS();
  if (typeof value !== 'object' || value === null) throw new OnlyWhole();
  return value;
}

/** Whether a document has no aliases, no anchors for those of others, and in each mapping each name once. */
function standsForItself(document: Document): boolean {
  let stands = true;
  const no = () => {
    stands = false;
    return visit.BREAK;
  };
  visit(document, {
    Node(_key, node) {
      if (isAlias(node) || node.anchor !== undefined) return no();
      if (!isMap(node)) return undefined;
      const names = node.items.map(({ key }) => (isScalar(key) && key.value !== null ? String(key.value) : undefined));
      return names.includes(undefined) || new Set(names).size < names.length ? no() : undefined;
    },
  });
  return stands;
}
