import type { Context } from './context';

/** A text of a policy that is compared with a text of a request. */
export interface Pattern {
  /** Whether the request's text is one of those that the pattern stands for. */
  matches(asked: string, context: Context): boolean;
  /** The pattern with its variables replaced; undefined when one of them has no value in this request. */
  resolved(context: Context): string | undefined;
}

export interface PatternRules {
  /** `*` stands for any text and `?` for one character. */
  readonly wildcards: boolean;
  /** `${key}`, `${key, 'default'}`, `${*}`, `${?}` and `${$}` are replaced: in documents of 2012-10-17. */
  readonly variables: boolean;
  readonly ignoreCase?: boolean;
}

/** A pattern in parts: code units as they are, wildcards as numbers below 0, variables. */
export type Part = number | Variable;
export interface Variable {
  readonly key: string;
  readonly otherwise: string | undefined;
}
export const anyText = -1;
export const anyCharacter = -2;

/** Prepares a text of a policy for comparing. */
export function pattern(text: string, rules: PatternRules): Pattern {
  if (/[*?$]/.test(text)) return patternOf(partsOf(text, rules), rules.ignoreCase);
  return exact(rules.ignoreCase ? text.toLowerCase() : text, rules.ignoreCase);
}

function exact(text: string, ignoreCase = false): Pattern {
  const matches: Pattern['matches'] = ignoreCase ? (asked) => asked.toLowerCase() === text : (asked) => asked === text;
  return { matches, resolved: () => text };
}

/** A pattern of parts that are prepared already. */
export function patternOf(parts: readonly Part[], ignoreCase = false): Pattern {
  const fold = ignoreCase ? (word: string) => word.toLowerCase() : (word: string) => word;
  const units = parts.filter((part) => typeof part === 'number');
  if (units.length < parts.length) {
    return {
      matches(asked, context) {
        const replaced = replace(parts, context, fold);
        return replaced !== undefined && unitsMatch(replaced, fold(asked));
      },
      resolved(context) {
        const replaced = replace(parts, context, fold);
        return replaced && textOf(replaced);
      },
    };
  }
  const text = textOf(units);
  const resolved = () => text;
  // Nearly all patterns are a word, or the beginning of one.
  const wildcards = units.filter((unit) => unit < 0).length;
  if (wildcards === 0) return exact(text, ignoreCase);
  if (wildcards === 1 && units.at(-1) === anyText) {
    const start = text.slice(0, -1);
    return { matches: (asked) => fold(asked).startsWith(start), resolved };
  }
  return { matches: (asked) => unitsMatch(units, fold(asked)), resolved };
}

const variable = /\$\{\s*([*?$]|[^{},]+?)\s*(?:,\s*'([^']*)'\s*)?\}/y;

/** Takes a text apart. */
export function partsOf(stated: string, { wildcards, variables, ignoreCase = false }: PatternRules): Part[] {
  const text = ignoreCase ? stated.toLowerCase() : stated;
  const parts: Part[] = [];
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (variables && unit === dollar) {
      variable.lastIndex = at;
      const [whole, key = '', otherwise] = variable.exec(text) ?? [];
      if (whole !== undefined) {
        parts.push(/^[*?$]$/.test(key) ? key.charCodeAt(0) : { key: key.toLowerCase(), otherwise });
        at += whole.length - 1;
        continue;
      }
    }
    parts.push(wildcards && unit === star ? anyText : wildcards && unit === questionMark ? anyCharacter : unit);
  }
  return parts;
}
const [dollar, star, questionMark] = [36, 42, 63];

/** The parts with their variables replaced; undefined when one has no value in this request, and no default. */
export function replace(
  parts: readonly Part[],
  context: Context,
  fold = (word: string) => word,
): readonly number[] | undefined {
  const units: number[] = [];
  for (const part of parts) {
    if (typeof part === 'number') units.push(part);
    else {
      const value = context.get(part.key) ?? part.otherwise;
      // AWS: a key with several values can't be a variable.
      if (typeof value !== 'string') return undefined;
      // Assumed: what stands in a value is text, so that a star in a tag is a star.
      for (const unit of unitsOf(fold(value))) units.push(unit);
    }
  }
  return units;
}

const unitsOf = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const textOf = (units: readonly number[]) =>
  units.map((unit) => (unit >= 0 ? String.fromCharCode(unit) : unit === anyText ? '*' : '?')).join('');

/**
 * Compares a pattern with a text. On a failure it goes back to the last star only, which suffices, and which keeps it
 * at pattern × text steps: no policy stops the program.
 */
function unitsMatch(units: readonly number[], text: string): boolean {
  let unit = 0;
  let at = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    const wanted = units[unit];
    if (wanted === anyText) {
      star = unit++;
      resume = at;
    } else if (wanted === anyCharacter || wanted === text.charCodeAt(at)) {
      unit++;
      at++;
    } else if (star >= 0) {
      unit = star + 1;
      at = ++resume;
    } else return false;
  }
  while (units[unit] === anyText) unit++;
  return unit === units.length;
}
