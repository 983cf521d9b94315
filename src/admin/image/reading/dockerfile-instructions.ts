/** A here-document of RUN, COPY or ADD. */
export interface Heredoc {
  name: string;
  text: string;
  /** Its name is quoted, so that variables in it stay as they are. */
  literal: boolean;
}

export interface Instruction {
  /** Upper case. */
  keyword: string;
  /** Everything behind the keyword, continued lines joined; a here-document is not part of it. */
  text: string;
  heredocs: Heredoc[];
  /** Where it begins, from 1. */
  line: number;
}

/** A Dockerfile in pieces: its instructions, and what the comments at its top say to the engine. */
export interface DockerfileText {
  escape: '\\' | '`';
  /** The frontend that `# syntax=` names. */
  syntax?: string;
  instructions: Instruction[];
  /** Why engines refuse it, or why it is not read on. */
  refused?: { line: number; why: string };
}

/** Bytes of one line: what BuildKit's scanner takes (bufio.MaxScanTokenSize). */
const longestLine = 65_535;
/** Characters of all: thousands of times what anybody writes, and what is read in a moment. */
const longestText = 2 ** 20;

/**
 * Cuts a Dockerfile into instructions as BuildKit's parser does (moby/buildkit, frontend/dockerfile/parser): a byte order
 * mark and comments dropped, continued lines joined with nothing between them, empty lines among them passed over.
 */
export function cutDockerfile(text: string): DockerfileText {
  const all = text
    .slice(0, longestText)
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  const refused = tooLong(text, all);
  const lines = refused ? all.slice(0, refused.line - 1) : all;
  const { escape, syntax } = directives(lines);
  const found: DockerfileText = {
    escape,
    ...(syntax !== undefined && { syntax }),
    instructions: [],
    ...(refused && { refused }),
  };
  for (let index = 0; index < lines.length;) {
    const line = index + 1;
    const { joined, next } = logicalLine(lines, index, escape);
    index = next;
    const [, keyword, rest = ''] = /^\s*(\S+)(?:\s+([\s\S]*))?$/.exec(joined) ?? [];
    if (!keyword) continue;
    const instruction: Instruction = { keyword: keyword.toUpperCase(), text: rest.trim(), heredocs: [], line };
    found.instructions.push(instruction);
    if (!/^(ONBUILD\s+)?(RUN|COPY|ADD)$/i.test(/^ONBUILD$/i.test(keyword) ? firstTwo(joined) : keyword)) continue;
    for (const { name, dash, literal } of heredocsOf(instruction.text)) {
      const start = index;
      const clean = (one: string) => (dash ? one.replace(/^\t+/, '') : one);
      while (index < lines.length && clean(lines[index] ?? '') !== name) index += 1;
      const body = lines.slice(start, index).map(clean);
      instruction.heredocs.push({ name, literal, text: body.map((one) => `${one}\n`).join('') });
      if (index >= lines.length)
        return { ...found, refused: refused ?? { line, why: `the here-document "${name}" has no end` } };
      index += 1;
    }
  }
  return found;
}

/** The instructions of a Dockerfile. */
export const instructions = (text: string): Instruction[] => cutDockerfile(text).instructions;

const firstTwo = (joined: string) => joined.trim().split(/\s+/, 2).join(' ');

function tooLong(text: string, lines: readonly string[]): DockerfileText['refused'] {
  const at = lines.findIndex((line) => Buffer.byteLength(line) > longestLine);
  if (at >= 0) return { line: at + 1, why: `it is longer than the ${longestLine} bytes that an engine takes` };
  if (text.length <= longestText) return undefined;
  return { line: lines.length, why: `more than ${longestText} characters of a Dockerfile are not read` };
}

/** `# escape=` and `# syntax=`: comments at the very top, nothing before them. */
function directives(lines: string[]): Pick<DockerfileText, 'escape' | 'syntax'> {
  const found = new Map<string, string>();
  for (const line of lines) {
    const [, name, value] = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) break;
    found.set(name.toLowerCase(), value);
  }
  const syntax = found.get('syntax');
  return { escape: found.get('escape') === '`' ? '`' : '\\', ...(syntax !== undefined && { syntax }) };
}

function logicalLine(lines: string[], start: number, escape: string): { joined: string; next: number } {
  let joined = '';
  for (let index = start; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const inside = index > start;
    if (/^\s*#/.test(line) || (inside && line.trim() === '')) {
      if (!inside) return { joined: '', next: index + 1 };
      continue;
    }
    const trimmed = line.replace(/[ \t]+$/, '');
    // An escaped escape character ends the line as any other does.
    const continued = trimmed.endsWith(escape) && !trimmed.endsWith(escape + escape);
    if (!continued) return { joined: joined + line, next: index + 1 };
    joined += trimmed.slice(0, -1);
  }
  return { joined, next: lines.length };
}

/** The here-documents that a line begins: words such as `<<EOF`, `<<-"EOF"`, `3<<EOF`. */
function heredocsOf(text: string): { name: string; dash: boolean; literal: boolean }[] {
  const words = text.match(/(?:[^\s"'\\]|\\[\s\S]?|"(?:[^"\\]|\\[\s\S])*"?|'[^']*'?)+/g) ?? [];
  return words.flatMap((word) => {
    const [, dash, quote, name] = /^\d*<<(-?)(["']?)([^<"'\s]+)\2$/.exec(word) ?? [];
    return name === undefined ? [] : [{ name, dash: dash === '-', literal: quote !== '' }];
  });
}
