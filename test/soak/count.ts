/** How often a soak test does what it does: the number in this environment variable, or the one given. */
export function countOf(variable: string, usual: number): number {
  const given = process.env[variable];
  if (given === undefined) return usual;
  if (!/^[1-9]\d*$/.test(given))
    throw new Error(`${variable} must be a whole number above 0, not ${JSON.stringify(given)}`);
  return Number(given);
}

/** Says what was done, past the test runner, which keeps such lines to itself. */
export const tellCount = (line: string) => process.stdout.write(`soak: ${line}\n`);
