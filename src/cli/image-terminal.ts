/** What an image command does to the outside world, given by `main`. */
export interface ImageTerminal {
  /** To standard output. */
  print(text: string): void;
  /** To standard error: progress and failures. */
  complain(text: string): void;
  /** Whether standard output is a terminal that takes colours. */
  colour: boolean;
  /** The exit code of the program. */
  exitWith(code: ExitCode): void;
  environment: Record<string, string | undefined>;
}

/** 0: fine; 1: at least one error; 2: called wrongly; 3: something could not be read or done. */
export type ExitCode = 0 | 1 | 2 | 3;
