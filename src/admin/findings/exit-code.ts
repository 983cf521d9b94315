import { findingsOf, type Outcome } from './outcome';
import { atLeast, type Severity } from './severity';

/** What a command's exit code says, everywhere. */
export const exitCodes = { done: 0, failed: 1, notUnderstood: 2, findings: 3, notAssessed: 4 } as const;

/**
 * 3 where there are findings that nobody accepts and that are at least as bad as `least`; else 4 where something could
 * not be assessed; else 0. Findings win: they are certain, and stay whatever the rest would have told.
 */
export function exitCodeOf(outcomes: Outcome[], least: Severity = 'error'): 0 | 3 | 4 {
  if (findingsOf(outcomes).some(({ severity, accepted }) => !accepted && atLeast(severity, least))) return 3;
  return outcomes.some(({ outcome }) => outcome === 'not-assessed') ? 4 : 0;
}
