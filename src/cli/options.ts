import { type Near, nearest } from './nearest';
import { UsageError } from './host';

/** The number that an option was given; throws a UsageError that names the option, the value and what is allowed. */
export function numberOption(
  name: string,
  text: string,
  range: { least: number; most: number; whole: boolean },
): number {
  // Number() would also take 0x10.
  const value = /^[+-]?(\d+\.?\d*|\.\d+)(e\d+)?$/i.test(text.trim()) ? Number(text) : NaN;
  if (value >= range.least && value <= range.most && (!range.whole || Number.isInteger(value))) {
    return value;
  }
  const kind = range.whole ? 'a whole number' : 'a number';
  throw new UsageError(`--${name} takes ${kind} from ${range.least} to ${range.most}, not ${JSON.stringify(text)}`);
}

/** The words of an option that takes several, with commas between; none where it was not given. `requireKnown` refuses empty ones. */
export const wordsOf = (text: string | undefined): string[] => [
  ...new Set((text ?? '').split(',').flatMap((word) => word.trim() || [])),
];

/** What this needs to know of a command's options and places, as citty has them. */
interface Option {
  type?: string | undefined;
  valueHint?: string | undefined;
  options?: readonly string[] | undefined;
  required?: boolean | undefined;
  default?: unknown;
}
type Known = Record<string, Option>;

/**
 * Throws a UsageError for options that a command does not have, that are given twice (unless their hint ends with ` …`),
 * without their value or with one that they do not take, for those that it needs and were not given, and for more or fewer
 * words than the command has places for: citty would take most of them in silence. A place whose hint ends with `…` takes
 * all that follow.
 */
export function requireKnown(words: readonly string[], known: Known): void {
  const given = new Set<string>();
  const placed: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') {
      placed.push(...words.slice(at + 1));
      break;
    }
    const [, name, value] = /^--([^=]+)(=.*)?$/s.exec(word) ?? [];
    if (name === undefined) {
      if (word.startsWith('-')) throw new UsageError(`${JSON.stringify(word)} is not understood`);
      placed.push(word);
      continue;
    }
    const option = optionNamed(name, known);
    if (given.has(name) && !option.valueHint?.endsWith(' …'))
      throw new UsageError(`--${name} is given twice; give it once`);
    given.add(name);
    if (option.type === 'boolean') {
      if (value !== undefined) throw new UsageError(`--${name} takes no value`);
    } else requireValue(name, option, value?.slice(1) ?? wordAfter(words, (at += 1), known));
  }
  requirePlaces(placed, known);
  for (const [name, { type, required, valueHint, default: instead }] of Object.entries(known)) {
    if (type !== 'positional' && required && instead === undefined && !given.has(name)) {
      throw new UsageError(`--${name} is needed: --${name} ${valueHint ?? 'VALUE'}`);
    }
  }
}

function optionNamed(name: string, known: Known): Option {
  const option = known[name];
  if (option && option.type !== 'positional') return option;
  const names = Object.keys(known).filter((one) => known[one]?.type !== 'positional');
  throw new UsageError(`there is no option --${name}${didYouMean(nearest(name, names), '--')}`);
}

/** The value that follows an option; nothing where the next option does. */
const wordAfter = (words: readonly string[], at: number, known: Known): string | undefined => {
  const word = words[at];
  const name = /^--([^=]+)/.exec(word ?? '')?.[1];
  return name !== undefined && name in known ? undefined : word;
};

/** Ids as AWS's service models have them, by the hint of the option that takes one. */
const idsByHint: Readonly<Record<string, RegExp>> = {
  'd-…': /^d-(-*[a-z0-9]){1,61}$/,
  'vpc-…': /^vpc-[0-9a-z]{1,40}$/,
  'fs-…': /^fs-[0-9a-f]{8,40}$/,
};

/** Throws a UsageError where a hint says that an option takes an id, and the value is none. */
export function requireId(name: string, value: string, hint = ''): void {
  if (hint === 'REGION' && value !== '' && !/^[a-z]{2,}(-[a-z0-9]+)+$/.test(value))
    throw new UsageError(`--${name} takes a region, such as us-east-1, not ${JSON.stringify(value)}`);
  if (idsByHint[hint.replace(/ …$/, '')]?.test(value) ?? true) return;
  throw new UsageError(`--${name} takes an id, ${hint.replace(/ …$/, '')}, not ${JSON.stringify(value)}`);
}

function requireValue(
  name: string,
  { valueHint, options, required, default: instead }: Option,
  value: string | undefined,
): void {
  if (value !== undefined && valueHint?.includes(',') && value.split(',').some((word) => word.trim() === ''))
    throw new UsageError(`--${name} takes words with commas between, none of them empty, not ${JSON.stringify(value)}`);
  // A shell's variable that is not set: what it should have named must not become everything, or nothing. Numbers, ids and
  // others are refused by who reads them.
  const isName = /^NAME( …)?$/.test(valueHint ?? '') && instead === undefined;
  if (value === undefined || (value === '' && (required || isName))) {
    throw new UsageError(
      `--${name} needs its value: --${name} ${valueHint?.replace(/ …$/, '') ?? options?.join('|') ?? 'VALUE'}`,
    );
  }
  requireId(name, value, valueHint);
  if (options && !options.includes(value)) {
    const takes = `--${name} takes one of ${options.join(', ')}, not ${JSON.stringify(value)}`;
    throw new UsageError(`${takes}${didYouMean(nearest(value, options))}`);
  }
}

function requirePlaces(placed: readonly string[], known: Known): void {
  const places = Object.entries(known).filter(([, { type }]) => type === 'positional');
  const extra = placed[places.length];
  if (extra !== undefined && !places.some(([, { valueHint }]) => valueHint?.endsWith('…'))) {
    throw new UsageError(`${JSON.stringify(extra)} is not understood`);
  }
  const missing = places.find(([, { required, default: instead }], at) => {
    return required !== false && instead === undefined && (placed[at] ?? '') === '';
  });
  if (missing)
    throw new UsageError(`${missing[1].valueHint?.replace(/…$/, '') ?? missing[0].toUpperCase()} is missing`);
}

/** `, did you mean --json?`, where there is something near. */
export const didYouMean = (near: Near, before = '') => (near === undefined ? '' : `, did you mean ${before}${near}?`);
