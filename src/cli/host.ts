/** The whole boundary between a command and who runs it. */
export interface Host {
  /** A line of the command's answer. */
  print(line: string): void;
  /** A line about what goes on: progress, warnings. Never part of the answer. */
  tell(line: string): void;
  /** Whether what is printed goes to a terminal that takes colours. */
  colour: boolean;
  /** How many columns it has; absent where what is printed goes elsewhere, and nothing is cut. */
  columns?: number;
  /** The AWS region of the environment, or else of the profile in use. */
  region: string | undefined;
  /** Set where only the profile says it: it is then a default, and nobody has asked for it. */
  regionIsOfProfile?: true;
  /** The folder that the program is in. */
  folder: string;
  /** The time, in milliseconds since 1970. */
  now(): number;
  /** Asks whether to go on; absent where nobody can answer. Ctrl-C is a no that also aborts `ending`. */
  confirm?(question: string): Promise<boolean>;
  /** Asks for one of several things; nothing where none is chosen. Absent where nobody can answer. */
  choose?<Value extends string>(question: string, from: { value: Value; label: string }[]): Promise<Value | undefined>;
  /**
   * Aborted when the command is asked to end (Ctrl-C, TERM, HUP). Whoever reads it looks after it: until then a signal ends
   * the process at once, as it does any other.
   */
  readonly ending: AbortSignal;
}

/** The exit code of a command that was asked to end: a shell's for Ctrl-C. */
export const interruptedCode = 130;

/** The command was not understood: shown with how to use it, exit code 2. */
export class UsageError extends Error {}

/** The command was understood and could not be done: shown as it is, exit code 1 unless it names another. */
export class CommandError extends Error {
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}
