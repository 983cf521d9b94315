import type { Context } from './context';
import { anyText, partsOf, patternOf, replace, type Part, type Pattern } from './pattern';

const colon = ':'.charCodeAt(0);

/** Cuts an ARN at its first five colons: `arn`, partition, service, region, account, and all the rest. */
export function arnParts(arn: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  while (parts.length < 5) {
    const to = arn.indexOf(':', from);
    if (to < 0) break;
    parts.push(arn.slice(from, to));
    from = to + 1;
  }
  parts.push(arn.slice(from));
  return parts;
}

/** Cuts a pattern in the same way: a colon in the name of a variable, or in its default, is none of the ARN's. */
function cut(parts: readonly Part[]): Part[][] {
  const cuts: Part[][] = [[]];
  for (const part of parts) {
    if (part === colon && cuts.length < 6) cuts.push([]);
    else cuts.at(-1)?.push(part);
  }
  return cuts;
}

/** Whether an ARN is as a pattern says; undefined where one of the two is no ARN. */
export type ArnComparison = (asked: string, context: Context) => boolean | undefined;

/**
 * ArnLike and ArnEquals: "each of the six colon-delimited components of the ARN is checked separately". Variables are
 * replaced before, so that one can hold a whole ARN.
 */
export function arnPattern(text: string, variables: boolean): { compare: ArnComparison; pattern: Pattern } {
  const parts = partsOf(text, { wildcards: true, variables });
  const isFixed = parts.every((part) => typeof part === 'number');
  const patternsOf = (units: readonly Part[]) => cut(units).map((part) => patternOf(part));
  const fixed = isFixed ? patternsOf(parts) : undefined;
  return {
    pattern: patternOf(parts),
    compare(asked, context) {
      const units = fixed ? [] : replace(parts, context);
      if (units === undefined) return false;
      const patterns = fixed ?? patternsOf(units);
      const given = arnParts(asked);
      if (patterns.length !== 6 || given.length !== 6) return undefined;
      return patterns.every((pattern, at) => pattern.matches(given[at] ?? '', context));
    },
  };
}

/**
 * What stands in Resource and NotResource. AWS: wildcards are for the parts between the colons, "if you use the *
 * wildcard as the last character of a resource ARN segment, it can expand to match beyond the colon boundaries", and
 * variables are replaced in the sixth part only (the others keep them as text, which no ARN has).
 */
export function resourcePattern(text: string, variables: boolean): Pattern {
  if (text === '*') return patternOf([anyText]);
  const all = cut(partsOf(text, { wildcards: true, variables })).map((part, at) => (at < 5 ? asText(part) : part));
  const patterns = all.map((part) => patternOf(part));
  const expands = all.map((part, at) => at < patterns.length - 1 && part.at(-1) === anyText);
  return {
    matches(asked, context) {
      const given = arnParts(asked);
      if (
        given.length === patterns.length &&
        patterns.every((pattern, at) => pattern.matches(given[at] ?? '', context))
      )
        return true;
      // Nothing to expand into, or nothing that expands.
      if (given.length < patterns.length || !(expands.includes(true) || given.length > patterns.length)) return false;
      return matchBeyond(patterns, expands, asked, context);
    },
    resolved(context) {
      const resolved = patterns.map((pattern) => pattern.resolved(context));
      return resolved.includes(undefined) ? undefined : resolved.join(':');
    },
  };
}

/** Matches part by part, where one that expands may take more than one of the ARN's. */
function matchBeyond(patterns: readonly Pattern[], expands: readonly boolean[], asked: string, context: Context) {
  const ends: number[] = [];
  for (let at = asked.indexOf(':'); at >= 0; at = asked.indexOf(':', at + 1)) ends.push(at);
  const failed = new Set<number>();
  const from = (at: number, colons: number): boolean => {
    const pattern = patterns[at];
    const start = colons === 0 ? 0 : (ends[colons - 1] ?? asked.length) + 1;
    if (pattern === undefined) return false;
    if (at === patterns.length - 1) return pattern.matches(asked.slice(start), context);
    // Each part is tried at each colon once, so that no policy stops the program.
    const state = at * (ends.length + 1) + colons;
    if (failed.has(state)) return false;
    for (let taken = colons; taken < ends.length; taken++) {
      if (pattern.matches(asked.slice(start, ends[taken]), context) && from(at + 1, taken + 1)) return true;
      if (!expands[at]) break;
    }
    failed.add(state);
    return false;
  };
  return from(0, 0);
}

const asText = (parts: readonly Part[]) =>
  parts.flatMap((part) =>
    typeof part === 'number' ? [part] : Array.from(`\${${part.key}}`, (character) => character.charCodeAt(0)),
  );
