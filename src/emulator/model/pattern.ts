import { createContext, Script } from 'node:vm';

/** How long a pattern may be tried, in milliseconds, before the value counts as not matching. */
const PATIENCE_MS = 100;

/**
 * A group that is repeated and itself begins with a repetition, e.g. `([a-z]+/?){3,1016}` of a code repository's URL,
 * takes a backtracking engine exponential time on some values that do not match.
 */
const AMBIGUOUS = /\([^()]*\+[^()]*\)[+*{]/;

/**
 * Tests whether the whole of a value has the form of a model's pattern. All patterns of the model compile as they
 * are in JavaScript (fact sheet, section 1); that they are anchored at both ends is an inference from there.
 */
export function matcher(pattern: string): (value: string) => boolean {
  const expression = new RegExp(`^(?:${pattern})$`, 'us');
  if (!AMBIGUOUS.test(pattern)) return (value) => expression.test(value);
  const script = new Script('expression.test(value)');
  return (value) => {
    try {
      return script.runInContext(createContext({ expression, value }), { timeout: PATIENCE_MS }) === true;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
      throw error;
    }
  };
}
