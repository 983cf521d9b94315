import { isAlias, LineCounter, parseDocument, visit, isScalar, type Document } from 'yaml';
import type * as z from 'zod';
import { valueInPieces } from './in-pieces';
import { valueOfJson } from './json-text';
import { FileError, type Mistake, mistakeText, offsetOf, type Path } from './mistake';
import { StudioFileForm } from './studio-file-form';

/** A Studio file that has been read: what it says, and where it says it. */
export interface ReadForm {
  form: StudioFileForm;
  /** Throws a FileError with these mistakes, each where it stands; does nothing where there are none. */
  refuse(mistakes: readonly Mistake[]): void;
  /** The line that a path leads to. */
  lineOf(path: Path): number;
}

/** Aliases could make a small file a giant. */
const mostAliases = 1_000;
/** Characters of a file that are read at once. */
const atOnce = 2_048;

/**
 * Reads the text of a Studio file. Of thousands of people the document takes most of the memory, so it is kept only as long as
 * it is read, and made again where somebody asks for a place in it; a file that is JSON, as programs write it, is read without
 * one, and a large one in pieces. Throws a FileError with every mistake: file, line, column, and what would be right.
 */
export function readForm(text: string, fileName: string): ReadForm {
  const value = valueOfJson(text) ?? valueInPieces(text, atOnce) ?? documentOf(text, fileName).value();
  let kept: Placed | undefined;
  const placed = () => (kept ??= documentOf(text, fileName));
  const refuse = (mistakes: readonly Mistake[]) => {
    if (mistakes.length === 0) return;
    const { document, fail } = placed();
    fail(mistakes.map((mistake) => ({ offset: offsetOf(document, mistake), message: told(mistake) })));
  };
  const read = StudioFileForm.safeParse(value, { reportInput: true });
  if (!read.success) {
    refuse(read.error.issues.flatMap(mistakesOf));
    throw read.error;
  }
  return {
    form: read.data,
    refuse,
    lineOf: (path) => placed().lines.linePos(offsetOf(placed().document, { path, part: 'word' })).line,
  };
}

/** A document, with its lines, and what tells mistakes at their places. */
interface Placed {
  document: Document;
  lines: LineCounter;
  fail(found: { offset: number; message: string }[]): never;
  /** What it says. */
  value(): unknown;
}

function documentOf(text: string, fileName: string): Placed {
  try {
    return readWhole(text, fileName);
  } catch (error) {
    // The reader of YAML goes down into what is in what, and has no limit of its own.
    if (!(error instanceof RangeError)) throw error;
    throw new FileError([{ file: fileName, line: 1, column: 1, message: 'it is nested too deeply' }]);
  }
}

function readWhole(text: string, fileName: string): Placed {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const fail = (found: { offset: number; message: string }[]): never => {
    const placed = found
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ offset, message }) => {
        const { line, col } = lines.linePos(offset);
        return { file: fileName, line, column: col, message };
      });
    // Of what is nested, each level may tell the same of its end.
    throw new FileError([...new Map(placed.map((one) => [mistakeText(one), one])).values()]);
  };
  const deep = document.errors.find(({ message }) => message.includes('call stack'));
  if (deep) fail([{ offset: deep.pos[0], message: 'it is nested too deeply' }]);
  if (document.errors.length > 0)
    fail(
      document.errors.map(({ pos, code, message }) => ({
        offset: pos[0],
        message: code === 'MULTIPLE_DOCS' ? 'a second document begins; a Studio file is one' : message,
      })),
    );
  const odd = oddities(document);
  if (odd.length > 0) fail(odd);
  return { document, lines, fail, value: () => valueOf(document, fail) };
}

/** What a document says; an alias may stand for one that stands for others, and so for more than there is room for. */
function valueOf(document: Document, fail: (found: { offset: number; message: string }[]) => void): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliases }) ?? {};
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return fail([{ offset: 0, message: 'its aliases stand for more than a file may have' }]);
  }
}

const told = ({ path, message }: Mistake) => {
  const all = path.length > 0 ? `${path.map(nameShown).join('.')}: ${message}` : message;
  return cut(all, longestMessage);
};

/** Each key that stands a second time in its mapping, aliases of nothing, and more of them than anybody writes. */
function oddities(document: Document): { offset: number; message: string }[] {
  const found: { offset: number; message: string }[] = [];
  let aliases = 0;
  visit(document, {
    Map(_key, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) found.push({ offset: key.range?.[0] ?? 0, message: `${key.value}: stands twice` });
        seen.add(key.value);
      }
    },
    Node(_key, node, ancestors) {
      if (!isAlias(node)) return;
      const named = node.resolve(document);
      const offset = node.range?.[0] ?? 0;
      if (!named) found.push({ offset, message: `no anchor before it is named ${JSON.stringify(node.source)}` });
      else if (ancestors.includes(named)) found.push({ offset, message: `&${node.source} would be in itself` });
      aliases += 1;
      if (aliases === mostAliases)
        found.push({ offset: node.range?.[0] ?? 0, message: 'more aliases than a file may have' });
    },
  });
  return found;
}

/** The form's types in the words of YAML. */
const nouns: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** What a finding of the form says, and where: an unknown word is where it stands, not where it is unknown. */
function mistakesOf(issue: z.core.$ZodIssue): Mistake[] {
  const { path, input, message } = issue;
  switch (issue.code) {
    case 'unrecognized_keys': {
      const messages = message.split('\n');
      return issue.keys.map((key, at) => ({ path: [...path, key], part: 'word', message: messages[at] ?? '' }));
    }
    case 'invalid_key':
      return issue.issues.map((found) => ({ path, part: 'word', message: found.message }));
    case 'invalid_type': {
      // A form may have words of its own for it.
      const own = message.startsWith('Invalid input') ? undefined : message;
      return [{ path, message: `${shown(input)}: ${own ?? `must be ${nouns[issue.expected] ?? issue.expected}`}` }];
    }
    case 'invalid_union': {
      // Of several forms, that one is told of whose kind the value is.
      const near = issue.errors.filter((each) => !each.some((one) => one.code === 'invalid_type' && !one.path.length));
      const [only, ...more] = near;
      if (message === 'Invalid input' && only && more.length === 0)
        return only.flatMap((one) => mistakesOf({ ...one, path: [...path, ...one.path] }));
      return [{ path, message: isLarge(input) ? message : `${shown(input)}: ${message}` }];
    }
    default:
      return [{ path, message: isLarge(input) ? message : `${shown(input)}: ${message}` }];
  }
}

/** Characters: of what is longer, the beginning tells what it is. */
const [longest, longestMessage] = [80, 1_000];
const cut = (text: string, most: number) => (text.length > most ? `${text.slice(0, most)}…` : text);
const nameShown = (name: PropertyKey) => cut(String(name), longest);
function shown(value: unknown): string {
  if (value === undefined) return 'missing';
  return value === null ? 'nothing is said' : cut(JSON.stringify(value), longest);
}
const isLarge = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length > 0;
