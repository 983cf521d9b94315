import { CST, isNode, Lexer, type YAMLMap } from 'yaml';

/**
 * The text of a file with its sections in another order: `order` has the place of each where it stands now. Comments over a
 * section go with it, and those right behind it; the file's head and what stands at its end stay. Nothing where comments could
 * not go with their sections.
 */
export function reordered(text: string, sections: YAMLMap, order: readonly number[]): string | undefined {
  const starts = sections.items.map(({ key, srcToken }) => {
    const first = srcToken?.start.find(({ type }) => !['space', 'newline', 'comment', 'comma'].includes(type));
    return first?.offset ?? (isNode(key) ? key.range?.[0] : undefined) ?? 0;
  });
  const content = contentOf(text);
  if (sections.flow !== true) return joined(piecesOf(text, starts, content), order);
  return inBraces(text, [...starts, (sections.range?.[1] ?? text.length) - 1], content, order);
}

/** What stands where in a text, as offsets. */
interface Content {
  /** Where everything ends that is neither space nor comment, nor a comma between others. */
  ends: number[];
  /** Where blocks end that would have empty lines behind them for their own. */
  open: Set<number>;
  /** Where the document ends. */
  last: number;
}

function contentOf(text: string): Content {
  const [ends, open] = [[] as number[], new Set<number>()];
  let offset = 0;
  let isScalar = false;
  let header = '';
  for (const lexeme of new Lexer().lex(text)) {
    const type: string = isScalar ? 'scalar' : String(CST.tokenType(lexeme));
    const isMark: boolean = !isScalar && ['scalar', 'doc-mode', 'flow-error-end'].includes(type);
    isScalar = isMark && type === 'scalar';
    if (isMark) continue;
    if (type === 'doc-end') break;
    offset += lexeme.length;
    if (['byte-order-mark', 'space', 'newline', 'comment', 'comma'].includes(type)) continue;
    ends.push(offset);
    if (type === 'scalar' && header.includes('+')) open.add(offset);
    header = type === 'block-scalar-header' ? lexeme : '';
  }
  return { ends, open, last: offset };
}

/** Sections in braces change places with one another; what is between them stays. */
function inBraces(
  text: string,
  starts: readonly number[],
  { ends }: Content,
  order: readonly number[],
): string | undefined {
  const stops = starts.slice(1).map((start) => ends.findLast((end) => end <= start) ?? start);
  const between = stops.map((stop, at) => text.slice(stop, starts[at + 1]));
  if (between.slice(0, -1).some((gap) => gap.includes('#'))) return undefined;
  const moved = order.map((from, at) => text.slice(starts[from], stops[from]) + (between[at] ?? ''));
  return text.slice(0, starts[0]) + moved.join('') + text.slice(starts.at(-1));
}

/** A text in whole lines: what stands before its sections, each of them, what stands behind them. */
interface Pieces {
  head: string;
  sections: { text: string; isOpen: boolean }[];
  tail: string;
  newline: string;
}

function piecesOf(text: string, starts: readonly number[], { ends, open, last }: Content): Pieces {
  const begin = text.startsWith('\ufeff') ? 1 : 0;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const lineOf = (offset: number) => Math.max(begin, text.lastIndexOf('\n', offset - 1) + 1);
  const column = (starts[0] ?? 0) - lineOf(starts[0] ?? 0);
  /** The lines of comments and nothing before an offset, and where they begin. */
  const linesBefore = (offset: number) => {
    const end = ends.findLast((one) => one <= offset) ?? begin;
    const isWhole = end === begin || text[end - 1] === '\n';
    const from = isWhole ? end : Math.min(text.indexOf('\n', end) + 1 || text.length, offset);
    return { from, lines: text.slice(from, offset).split(/(?<=\n)/) };
  };
  const [first = begin, ...next] = starts.map((start, at) => {
    const { from, lines } = linesBefore(lineOf(start));
    return from + lengthOf(lines.slice(0, at === 0 ? ofHead(lines) : ofSection(lines, column)));
  });
  const { from, lines } = linesBefore(last);
  const tail = from + lengthOf(lines.slice(0, inSection(lines, column)));
  const sections = [first, ...next].map((at, index) => {
    const to = next[index] ?? tail;
    return { text: text.slice(at, to), isOpen: open.has(to) };
  });
  return { head: text.slice(0, first), sections, tail: text.slice(tail), newline };
}

const isEmpty = (line: string) => line.trim() === '';
const lengthOf = (lines: readonly string[]) => lines.reduce((sum, line) => sum + line.length, 0);

/** How many lines before the first section are about the file: up to the last empty one, or all. */
const ofHead = (lines: readonly string[]) => lines.findLastIndex(isEmpty) + 1 || lines.length;

/** How many lines behind a section are of what is in it: they are indented. */
const inSection = (lines: readonly string[], column: number) =>
  lines.findLastIndex((line) => !isEmpty(line) && line.search(/\S/) > column) + 1;

/** How many lines between two sections are about the first: those in it, and what then stands before an empty line. */
function ofSection(lines: readonly string[], column: number): number {
  const from = inSection(lines, column);
  const empty = lines.findIndex((line, at) => at >= from && isEmpty(line));
  return empty < 0 ? from : empty;
}

/** Empty lines over the section that comes to the head go over the one that was there. */
function joined({ head, sections, tail, newline }: Pieces, order: readonly number[]): string {
  const [first = 0] = order;
  const [ofFirst = ''] = emptyLines.exec(sections[first]?.text ?? '') ?? [];
  let whole = '';
  let isOpen = false;
  const add = (text: string) => (whole += isOpen ? text.replace(emptyLines, '') : text);
  for (const at of order) {
    const { text = '' } = sections[at] ?? {};
    if (at === 0) add(ofFirst + text);
    else add(at === first ? text.slice(ofFirst.length) : text);
    if (!whole.endsWith('\n')) whole += newline;
    isOpen = sections[at]?.isOpen === true;
  }
  // What is about the file must not come to stand over a section as if it were about that.
  const isApart = first === 0 || !/(?:^|\n)[ \t\ufeff]*#[^\n]*\n$/.test(head) || !/^[ \t]*#/.test(whole);
  const begun = head + (isApart ? '' : newline) + whole;
  return begun + (isOpen ? tail.replace(emptyLines, '') : tail);
}

const emptyLines = /^(?:[ \t]*\r?\n)*/;
