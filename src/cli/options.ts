import { UsageError } from './host';

/** The number that an option was given; throws a UsageError that names the option, the value and what is allowed. */
export function numberOption(
  name: string,
  text: string,
  range: { least: number; most: number; whole: boolean },
): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= range.least && value <= range.most && (!range.whole || Number.isInteger(value))) {
    return value;
  }
  const kind = range.whole ? 'a whole number' : 'a number';
  throw new UsageError(`--${name} takes ${kind} from ${range.least} to ${range.most}, not ${JSON.stringify(text)}`);
}

/** What this needs to know of a command's options, as citty has them. */
type Known = Record<string, { type?: string; valueHint?: string; options?: readonly string[]; required?: boolean }>;

/**
 * Throws a UsageError for options that a command does not have, that are given without their value or with one that they
 * do not take, and for more words than the command has places for: citty would take them in silence. A place whose hint
 * ends with `…` takes all that follow.
 */
export function requireKnown(words: string[], known: Known): void {
  const positional = Object.values(known).filter(({ type }) => type === 'positional');
  let places = positional.some(({ valueHint }) => valueHint?.endsWith('…')) ? Infinity : positional.length;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, name, value] = /^--([^=]+)(=.*)?$/s.exec(word) ?? [];
    if (name === undefined) {
      if (word.startsWith('-') || (places -= 1) < 0) throw new UsageError(`${JSON.stringify(word)} is not understood`);
      continue;
    }
    const option = known[name];
    if (!option || option.type === 'positional') throw new UsageError(noOption(name, known));
    if (option.type === 'boolean') {
      if (value !== undefined) throw new UsageError(`--${name} takes no value`);
      continue;
    }
    const given = value?.slice(1) ?? words[(at += 1)];
    if (given === undefined || (value === undefined && given.startsWith('--'))) {
      throw new UsageError(`--${name} needs its value: --${name} ${option.valueHint ?? 'VALUE'}`);
    }
  }
}

function noOption(name: string, known: Known): string {
  const near = Object.keys(known)
    .filter((other) => known[other]?.type !== 'positional' && distance(name, other) <= 2)
    .sort((a, b) => distance(name, a) - distance(name, b))[0];
  return `there is no option --${name}${near ? `, did you mean --${near}?` : ''}`;
}

/** Levenshtein's: how many letters must be changed, added or taken away. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const [diagonal = 0, above = 0, left = 0] = [row[j - 1], row[j], next[j - 1]];
      next.push(Math.min(above + 1, left + 1, diagonal + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
