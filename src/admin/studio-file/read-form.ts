import { isAlias, LineCounter, parseDocument, visit, isScalar, type Document } from 'yaml';
import type * as z from 'zod';
import { FileError, type Mistake, offsetOf, type Path } from './mistake';
import { StudioFileForm } from './studio-file-form';

/** A Studio file that has been read: what it says, and where it says it. */
export interface ReadForm {
  form: StudioFileForm;
  document: Document;
  /** Throws a FileError with these mistakes, each where it stands; does nothing where there are none. */
  refuse(mistakes: readonly Mistake[]): void;
  /** The line that a path leads to. */
  lineOf(path: Path): number;
}

/** Aliases could make a small file a giant. */
const mostAliases = 1_000;

/** Reads the text of a Studio file. Throws a FileError with every mistake: file, line, column, and what would be right. */
export function readForm(text: string, fileName: string): ReadForm {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const fail = (found: { offset: number; message: string }[]) => {
    const placed = found
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ offset, message }) => {
        const { line, col } = lines.linePos(offset);
        return { file: fileName, line, column: col, message };
      });
    throw new FileError(placed);
  };
  if (document.errors.length > 0) fail(document.errors.map(({ pos, message }) => ({ offset: pos[0], message })));
  const odd = oddities(document);
  if (odd.length > 0) fail(odd);
  const refuse = (mistakes: readonly Mistake[]) => {
    if (mistakes.length > 0)
      fail(mistakes.map((mistake) => ({ offset: offsetOf(document, mistake), message: told(mistake) })));
  };
  const read = StudioFileForm.safeParse(document.toJS({ maxAliasCount: mostAliases }) ?? {}, { reportInput: true });
  if (!read.success) {
    refuse(read.error.issues.flatMap(mistakesOf));
    throw read.error;
  }
  const lineOf = (path: Path) => lines.linePos(offsetOf(document, { path, part: 'word' })).line;
  return { form: read.data, document, refuse, lineOf };
}

const told = ({ path, message }: Mistake) => (path.length > 0 ? `${path.join('.')}: ${message}` : message);

/** Each key that stands a second time in its mapping, and more aliases than anybody writes. */
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
    Node(_key, node) {
      if (!isAlias(node)) return;
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

const shown = (value: unknown) => (value === undefined ? 'missing' : JSON.stringify(value));
const isLarge = (value: unknown) => typeof value === 'object' && value !== null && Object.keys(value).length > 0;
