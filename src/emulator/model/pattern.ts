/**
 * Tests whether the whole of a value has the form of a model's pattern. All patterns of the model compile as they
 * are in JavaScript (fact sheet, section 1); that they are anchored at both ends is an inference from there.
 */
export function matcher(pattern: string): (value: string) => boolean {
  const expression = new RegExp(`^(?:${withoutNestedRepetition(pattern)})$`, 'us');
  return (value) => expression.test(value);
}

/** A repeated group of a repeated character class and perhaps one more character, e.g. `([a-z]+/?){3,1016}`. */
const NESTED = /\((\[(?:\\.|[^\]\\])+\])\+(\S\?)\)\{(\d+),\d+\}/g;

/**
 * A group of the form `([a-z]+/?){3,1016}`, which the model has for the URL of a code repository, can be matched in so
 * many ways that a value that almost fits keeps a backtracking engine busy for ever. `([a-z]/?){3,}` fits the same
 * values, in one way each. The upper bound is left out: it counts parts between slashes, and a value with more of
 * them is longer than the shape allows, and refused for that (1016 parts are at least 2031 characters, of 1024).
 */
const withoutNestedRepetition = (pattern: string) => pattern.replace(NESTED, '(?:$1$2){$3,}');
