import type { IdleAcceptance } from '../acceptance';
import type { Finding, Outcome } from '../outcome';

/** Where a finding stands, for a reader. */
export interface Location {
  /** In words. */
  text: string;
  /** What AWS calls it, where it has an id. */
  id?: string;
  /** The file or address to open, and its line, where there is one. */
  file?: string;
  line?: number;
  column?: number;
}

/** All that a report tells, whichever its form. */
export interface Report<F extends Finding = Finding> {
  /** What was judged: a file, an address, a domain. */
  source: string;
  outcomes: Outcome<F>[];
  idle: IdleAcceptance[];
  locate: (finding: F) => Location;
  /** What a finding concerns of the whole, e.g. app types; nothing where that is plain. */
  concerns?: (finding: F) => string[];
}
