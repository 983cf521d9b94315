import { lettersApart } from '../studio/letters-apart';

export type Near = string | undefined;

/** The one of `names` that somebody who typed `word` may have meant: at most two letters away, fewer for short words. */
export function nearest(word: string, names: readonly string[]): Near {
  const most = word.length < 4 ? 1 : 2;
  return names
    .map((name) => ({ name, far: lettersApart(word, name) }))
    .filter(({ far }) => far <= most)
    .sort((a, b) => a.far - b.far)[0]?.name;
}
