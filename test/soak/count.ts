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

/** Milliseconds, as many as a timer takes: a soak ends when its work is done, however fast the machine is. */
export const noLimit = 2 ** 31 - 1;

/** Says it now and then while it goes on: of what takes hours, the log then tells how far it came. */
export function tellProgress(every: number, line: (count: number) => string): (count: number) => void {
  let told = 0;
  return (count) => {
    if (Math.floor(count / every) === Math.floor(told / every)) return;
    told = count;
    tellCount(`so far ${line(count)}`);
  };
}
