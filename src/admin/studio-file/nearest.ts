import { lettersApart } from '../../studio/letters-apart';

/** How many words a message lists at most. */
const many = 25;

/** What to say of a word that is not among the known ones. */
export function notListed(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  const all = known.length > many ? `the ${known.length} values that there are` : known.join(', ');
  return `not one of ${all}${near === undefined ? '' : `; did you mean ${near}?`}`;
}

/** What to say of a word that has no meaning in a place. */
export function unknownWord(word: string, known: readonly string[]): string {
  const near = nearest(word, known);
  return `there is no such word here; ${near === undefined ? `there are ${known.join(', ')}` : `did you mean ${near}?`}`;
}

/** What to say of a name that nothing in the file has. */
export function nothingNamed(what: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== undefined) return `no ${what} is named ${JSON.stringify(name)}; did you mean ${near}?`;
  const there = known.length === 0 ? 'the file has none' : `there are ${known.slice(0, many).join(', ')}`;
  return `no ${what} is named ${JSON.stringify(name)}; ${there}`;
}

/** The known word that is likest, if one is like enough; upper and lower case count as alike. */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((other) => ({ other, far: lettersApart(word.toLowerCase(), other.toLowerCase()) }))
    .sort((a, b) => a.far - b.far);
  return best && best.far <= Math.max(2, word.length / 4) ? best.other : undefined;
}
