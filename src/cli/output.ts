/**
 * Lets a command do its work, and end with the code of that, though nobody reads what it says any more, as with `| head`.
 * Where an answer could not be written otherwise, as on a full disk, that is told once, and who has done all else has failed.
 */
export function surviveOutput(process: NodeJS.Process): void {
  let lost = false;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || lost) return;
    lost = true;
    process.stderr.write(`studiolo: the answer could not be written: ${error.message}\n`);
  });
  // Who does not want to hear of progress is not to stop it.
  process.stderr.on('error', () => undefined);
  process.on('exit', (code) => {
    if (lost && code === 0) process.exitCode = 1;
  });
}
