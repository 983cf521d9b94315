import { lettersApart } from '../../../studio/letters-apart';

/** Words for units, in lower case, and how many of the language's unit each is. */
export type Units = Readonly<Record<string, number>>;

const named = (of: number, ...words: string[]): Units => Object.fromEntries(words.map((word) => [word, of]));

/** In gigabytes, by which AWS measures volumes. Who says MB or MiB means 1024 to the next all the same. */
export const sizes: Units = {
  ...named(1 / 1024 / 1024, 'k', 'kb', 'kib', 'kilobyte', 'kilobytes'),
  ...named(1 / 1024, 'm', 'mb', 'mib', 'megabyte', 'megabytes'),
  ...named(1, 'g', 'gb', 'gib', 'gigabyte', 'gigabytes'),
  ...named(1024, 't', 'tb', 'tib', 'terabyte', 'terabytes'),
  ...named(1024 * 1024, 'p', 'pb', 'pib', 'petabyte', 'petabytes'),
};

/** In minutes, by which AWS measures idle times. */
export const times: Units = {
  ...named(1 / 60, 's', 'sec', 'secs', 'second', 'seconds'),
  ...named(1, 'm', 'min', 'mins', 'minute', 'minutes'),
  ...named(60, 'h', 'hr', 'hrs', 'hour', 'hours'),
  ...named(1440, 'd', 'day', 'days'),
  ...named(10_080, 'w', 'wk', 'week', 'weeks'),
  ...named(525_600, 'y', 'yr', 'year', 'years'),
};

/** Words and signs between amounts. */
const between = ['(', ')', ',', '-', '–', '…', 'to', 'up', 'upto', 'from', 'and', 'max'];

/**
 * The amounts that a text says in whatever words, each in the language's unit: `1h30m (1 hr to 2 days)` has three. Nothing
 * where it says anything else, or a number without its unit, unless there is one to be taken then.
 */
export function amountsIn(text: string, units: Units, otherwise?: number): number[] | undefined {
  // A comma between digits is read in two ways, and no amount is less than nothing.
  if (/\d,\d|(^|[\s(])[-–]\d/.test(text)) return undefined;
  const amounts: number[] = [];
  let isNew = true;
  const parts = text.slice(0, longest).match(/\d+(?:\.\d+)?|[a-zé]+|[^\s]/gi) ?? [];
  for (let at = 0; at < parts.length; at += 1) {
    const part = parts[at] ?? '';
    if (between.includes(part.toLowerCase())) {
      isNew = true;
      continue;
    }
    const word = parts[at + 1] ?? '';
    const said = /^[a-z]/i.test(word) && !between.includes(word.toLowerCase());
    const unit = said ? unitNamed(word, units) : otherwise;
    if (!/^\d/.test(part) || unit === undefined) return undefined;
    if (said) at += 1;
    const amount = Number(part) * unit + (isNew ? 0 : (amounts.pop() ?? 0));
    amounts.push(amount);
    isNew = false;
  }
  return amounts;
}

/** No one says more than this of a size or a time. */
const longest = 100;

/** How much a unit is; of a word that is none, the one that is nearest to it. */
function unitNamed(word: string, units: Units): number | undefined {
  const name = word.toLowerCase();
  if (Object.hasOwn(units, name)) return units[name];
  if (name.length < 3) return undefined;
  const most = name.length < 5 ? 1 : 2;
  const near = Object.keys(units).find((unit) => unit.length > 2 && lettersApart(name, unit) <= most);
  return near === undefined ? undefined : units[near];
}
