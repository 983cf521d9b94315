import { CommandError } from '../host';

/** Throws a CommandError where something was to be deleted and was kept, which was told: who scripts this must learn it. */
export function requireAllDeleted(kept: number): void {
  if (kept === 0) return;
  throw new CommandError(`${kept === 1 ? 'one thing was' : `${kept} things were`} not deleted: see above`);
}
