import { Unreadable } from '../image/unreadable';
import type { ExitCode, ImageTerminal } from './image-terminal';

/** A command that was called wrongly. */
export class UsageError extends Error {
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Runs a command's work, and turns what it was refused into a sentence and an exit code. Anything else is a bug of ours. */
export async function reported(terminal: ImageTerminal, work: () => Promise<ExitCode>): Promise<void> {
  try {
    terminal.exitWith(await work());
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.complain(`${error.message}; ${error.remedy}`);
      terminal.exitWith(2);
    } else if (error instanceof Unreadable) {
      terminal.complain(`${error.source}: ${error.message}; ${error.remedy}`);
      terminal.exitWith(3);
    } else throw error;
  }
}
