import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { withParameters } from '../../src/admin/scripts/parameters';

/** The folder of the bundled scripts. */
export const scripts = path.resolve(__dirname, '../../lifecycle-scripts');

/** The names of the bundled scripts: the folders there. */
export const scriptNames = readdirSync(scripts, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted();

/** A bundled script as it is in the repository. */
export const textOf = (name: string) => readFileSync(path.join(scripts, name, 'on-start.sh'), 'utf8');

/** A bundled script with its parameters filled in, as `studiolo domain install` does it. */
export const script = (name: string, parameters: Readonly<Record<string, string>> = {}) =>
  withParameters(name, textOf(name), parameters);

/** The script with fewer seconds to itself than it allows itself, so that a test of what comes then is short. */
export function withLimit(text: string, seconds: number): string {
  const limited = text.replace(/^(SCRIPT=\S+ LIMIT=)\d+$/m, `$1${seconds}`);
  if (limited === text) throw new Error('the script has no line SCRIPT=… LIMIT=…');
  return limited;
}
