/** The value of a variable: `undefined` where it is not set, and `notKnown` where what sets it was not read. */
export type Look = (name: string) => string | undefined;

/** Stands for text that cannot be told. It is no character of a Dockerfile that engines accept. */
export const notKnown = '\u0000';

/** What is longer than this is not followed: a value that doubles with each line would fill the memory. */
const longest = 2 ** 16;
export const bounded = (text: string) => (text.length > longest ? notKnown : text);

/** Variables inside variables, as deep as anybody writes them. */
const deepest = 20;

export const isKnown = (text: string) => !text.includes(notKnown);

/**
 * A word of an instruction as engines take it (BuildKit's shell lexer): quotes and escapes taken off, variables filled
 * in except between single quotes; what is not set is empty, what is not known is `notKnown`.
 */
export function expandWord(text: string, look: Look, escape = '\\', depth = 0): string {
  if (depth > deepest) return notKnown;
  let out = '';
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === "'" && !quoted) {
      const end = text.indexOf("'", index + 1);
      out += text.slice(index + 1, end < 0 ? undefined : end);
      index = end < 0 ? text.length : end;
    } else if (character === '"') quoted = !quoted;
    else if (character === escape) {
      const next = text[index + 1] ?? '';
      // Between double quotes an escape character stands for itself but before these.
      out += quoted && !['"', '$', escape].includes(next) ? character + next : next;
      index += 1;
    } else if (character === '$') {
      const variable = variableAt(text, index, look, escape, depth);
      out += variable.value;
      index = variable.end - 1;
    } else out += character;
    if (out.length > longest) return notKnown;
  }
  return out;
}

function variableAt(
  text: string,
  at: number,
  look: Look,
  escape: string,
  depth: number,
): { value: string; end: number } {
  const plain = /^\$(\w+)/.exec(text.slice(at, at + 256));
  if (plain?.[1] !== undefined) return { value: look(plain[1]) ?? '', end: at + plain[0].length };
  if (text[at + 1] !== '{') return { value: '$', end: at + 1 };
  const end = closing(text, at + 2, escape);
  const [, name = '', operator = '', operand = ''] =
    /^(\w+)(?:(:?[-+?]|##?|%%?|\/\/?)([\s\S]*))?$/.exec(text.slice(at + 2, end)) ?? [];
  const value = look(name);
  return { value: applied(value, operator, expandWord(operand, look, escape, depth + 1)), end: end + 1 };
}

function closing(text: string, from: number, escape: string): number {
  let depth = 1;
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === escape) index += 1;
    else if (text[index] === '{') depth += 1;
    else if (text[index] === '}' && (depth -= 1) === 0) return index;
  }
  return text.length;
}

/** `${name:-other}` and its kin. */
export function applied(value: string | undefined, operator: string, operand: string): string {
  if (value === notKnown) return notKnown;
  const set = operator.startsWith(':') ? value !== undefined && value !== '' : value !== undefined;
  switch (operator.replace(':', '')) {
    case '-':
    case '=':
      return set ? (value ?? '') : operand;
    case '+':
      return set ? operand : '';
    case '':
    case '?':
      return value ?? '';
    default:
      // Cutting and replacing by patterns: told only where there is nothing to cut.
      return (value ?? '') === '' ? '' : notKnown;
  }
}

/** The words of an instruction, quotes and escapes left on. */
export function rawWords(text: string, escape = '\\'): string[] {
  const one = escape === '`' ? '`' : '\\\\';
  return (
    text.match(new RegExp(`(?:[^\\s"'${one}]|${one}[\\s\\S]?|"(?:[^"${one}]|${one}[\\s\\S])*"?|'[^']*'?)+`, 'g')) ?? []
  );
}

/** `--name=value` before an instruction's own words, and the rest. */
export function flagsOf(text: string): { flags: Map<string, string>; rest: string } {
  const flags = new Map<string, string>();
  let rest = text;
  for (let found = flag.exec(rest); found; found = flag.exec(rest)) {
    flags.set(found[1] ?? '', found[2] ?? '');
    rest = rest.slice(found[0].length);
  }
  return { flags, rest };
}

const flag = /^--([a-z][\w-]*)(?:=("[^"]*"|\S*))?(?:\s+|$)/;

/** `a=b c="d e"`, the old `ENV name value`, and `ARG name`, whose value is `undefined`; values as written. */
export function rawPairs(text: string, escape = '\\'): [name: string, value: string | undefined][] {
  const words = rawWords(text, escape);
  const [first = ''] = words;
  if (!first.includes('=') && words.length > 1) return [[first, text.slice(first.length).trim()]];
  return words.map((word) => {
    const equals = word.indexOf('=');
    return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
  });
}

/** The JSON form of RUN, CMD, ENTRYPOINT and others: only an array of strings is one, all else is the shell form. */
export function jsonForm(text: string): string[] | undefined {
  if (!text.startsWith('[')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // As engines do: what is no JSON is a command line.
    return undefined;
  }
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}
