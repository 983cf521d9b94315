import { JournalError } from '../../emulator/journal/journal-error';
import { SeedError } from '../../emulator/seed/seed-error';
import { TrailError } from '../../emulator/trail/trail-error';
import { CommandError } from '../host';

/** What went wrong while a call was answered: the disk, in words, or a bug of ours, with where it is. */
export const failureText = (error: unknown) =>
  error instanceof JournalError || error instanceof TrailError || isOfSystem(error)
    ? error.message
    : `a bug: ${error instanceof Error ? error.stack : error}`;

/** What the system says of a file: it names the call and the path. */
const isOfSystem = (error: unknown): error is Error & { path: string } =>
  error instanceof Error && 'syscall' in error && 'path' in error;

/** Why it could not start, and what to do. CommandError. */
export function explainStart(error: unknown): never {
  if (error instanceof SeedError || error instanceof JournalError) throw new CommandError(error.message);
  if (error instanceof TrailError) throw new CommandError(`${error.message}; see --trail`);
  if (error instanceof Error && 'code' in error) {
    const port = 'port' in error ? error.port : '';
    if (error.code === 'EADDRINUSE')
      throw new CommandError(`port ${port} is in use; name another with --port, or 0 for a free one`);
    if (error.code === 'EACCES')
      throw new CommandError(`port ${port} may not be used by this user; name one above 1023 with --port`);
    if (error.code === 'EADDRNOTAVAIL') throw new CommandError('this machine has no such address; see --host');
  }
  throw error;
}
