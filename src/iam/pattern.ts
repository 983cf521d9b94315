import type { Context } from './context';

/** A text of a policy that is compared with a text of a request. */
export interface Pattern {
  /** Whether the request's text is one of those that the pattern stands for. */
  matches(asked: string, context: Context): boolean;
  /** The text with its variables replaced; undefined when one of them has no value in this request. */
  resolved(context: Context): string | undefined;
}

export interface PatternRules {
  /** `*` stands for any text and `?` for one character. */
  readonly wildcards: boolean;
  /** `${key}`, `${key, 'default'}`, `${*}`, `${?}` and `${$}` are replaced; only in documents of 2012-10-17. */
  readonly variables: boolean;
  readonly ignoreCase?: boolean;
}

/** A pattern in parts: code units as they are, wildcards as numbers below 0, variables. */
type Part = number | Variable;
interface Variable {
  readonly key: string;
  readonly otherwise: string | undefined;
}
const anyText = -1;
const anyCharacter = -2;
const variable = /\$\{\s*([*?$]|[^{},]*?)\s*(?:,\s*'([^']*)'\s*)?\}/y;

/** Prepares a text of a policy for comparing. */
export function pattern(text: string, rules: PatternRules): Pattern {
  const parts = partsOf(text, rules);
  const fold = (word: string) => (rules.ignoreCase ? word.toLowerCase() : word);
  if (!parts.every((part) => typeof part === 'number')) {
    const replaced = (context: Context) => replace(parts, context, fold);
    return {
      matches(asked, context) {
        const units = replaced(context);
        return units !== undefined && unitsMatch(units, fold(asked));
      },
      resolved(context) {
        const units = replaced(context);
        return units && textOf(units);
      },
    };
  }
  const units = parts.filter((part) => typeof part === 'number');
  const resolved = () => textOf(units);
  const wildcards = units.filter((unit) => unit < 0).length;
  if (wildcards === 0) {
    const exact = fold(textOf(units));
    return { matches: (asked) => fold(asked) === exact, resolved };
  }
  if (wildcards === 1 && units.at(-1) === anyText) {
    const start = fold(textOf(units.slice(0, -1)));
    return { matches: (asked) => fold(asked).startsWith(start), resolved };
  }
  return { matches: (asked) => unitsMatch(units, fold(asked)), resolved };
}

function partsOf(text: string, { wildcards, variables, ignoreCase }: PatternRules): Part[] {
  const parts: Part[] = [];
  const add = (literal: string) => {
    for (const unit of unitsOf(ignoreCase ? literal.toLowerCase() : literal)) parts.push(unit);
  };
  for (let at = 0; at < text.length;) {
    variable.lastIndex = at;
    const found = variables ? variable.exec(text) : null;
    const key = found?.[1];
    if (found && key) {
      if (/^[*?$]$/.test(key)) add(key);
      else parts.push({ key: key.toLowerCase(), otherwise: found[2] });
      at += found[0].length;
      continue;
    }
    const character = text.charAt(at++);
    if (wildcards && character === '*') parts.push(anyText);
    else if (wildcards && character === '?') parts.push(anyCharacter);
    else add(character);
  }
  return parts;
}

function replace(
  parts: readonly Part[],
  context: Context,
  fold: (word: string) => string,
): readonly number[] | undefined {
  const units: number[] = [];
  for (const part of parts) {
    if (typeof part === 'number') units.push(part);
    else {
      const value = context.get(part.key) ?? part.otherwise;
      // A key with several values has no one value to put in its place.
      if (typeof value !== 'string') return undefined;
      // What stands in a value is text: a star in a tag is a star.
      units.push(...unitsOf(fold(value)));
    }
  }
  return units;
}

const unitsOf = (text: string) => Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
const textOf = (units: readonly number[]) =>
  units.map((unit) => (unit === anyText ? '*' : unit === anyCharacter ? '?' : String.fromCharCode(unit))).join('');

/** Compares without ever trying more than pattern × text: a pattern of many stars must not stop the program. */
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
