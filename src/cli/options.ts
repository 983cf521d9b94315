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

/**
 * Throws a UsageError for options that a command does not have, that are given without their value, and for words
 * that are no option's value: citty would take them in silence. For commands whose options all take a value.
 */
export function requireKnownWords(words: string[], known: Record<string, { valueHint: string }>): void {
  for (let at = 0; at < words.length; at += 1) {
    const [, name, value] = /^--([^=]+)(=.*)?$/s.exec(words[at] ?? '') ?? [];
    if (name === undefined) throw new UsageError(`${JSON.stringify(words[at])} is not understood`);
    const option = known[name];
    if (!option) {
      const [near] = Object.keys(known)
        .filter((other) => distance(name, other) <= 2)
        .sort((a, b) => distance(name, a) - distance(name, b));
      throw new UsageError(`there is no option --${name}${near ? `, did you mean --${near}?` : ''}`);
    }
    if (value !== undefined) continue;
    at += 1;
    if (words[at] === undefined || words[at]?.startsWith('--')) {
      throw new UsageError(`--${name} needs its value: --${name} ${option.valueHint}`);
    }
  }
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
