/** What every command gives the engine; a subject adds its clients. */
export interface Context {
  /** Where AWS is asked, for whoever reads the plan. */
  region?: string | undefined;
  /** Aborted when whoever runs the command asks to end. Clients are bound to it. */
  signal: AbortSignal;
  /** The time, in milliseconds since 1970. */
  now(): number;
  /** Waits so long, or until `signal` is aborted. */
  sleep(milliseconds: number): Promise<void>;
  /** A line about what goes on, such as how far a long reading is. */
  tell(line: string): void;
}

/** A context that can be had without its end: calls and pauses of `lasting` go on though `signal` was aborted, for taking back. */
export type Lasting<C extends Context> = C & { lasting(): C };
