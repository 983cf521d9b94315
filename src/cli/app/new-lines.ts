/** What is new in the last lines of a log that had ended with `told` before: both are the end of a longer one. */
export function newLines(told: string[], lines: string[]): string[] {
  for (let gone = 0; gone < told.length; gone += 1) {
    const left = told.slice(gone);
    if (left.every((line, at) => line === lines[at])) return lines.slice(left.length);
  }
  return lines;
}
