const MINUTE_MS = 60_000;

/** However far off the stop is, no answer is older than this. */
const LONGEST_MS = 30 * MINUTE_MS;
/** A stop that is overdue by more than this does not come by itself: Studio's check is late, or not there. */
const OVERDUE_MS = 10 * MINUTE_MS;
/** A question that is asked for a warning comes after its moment, never a little before it. */
const AFTER_MS = 1000;

/**
 * Milliseconds until it is to be asked again when the app stops, which `left` milliseconds are left to; `warnings` are
 * minutes before. Activity can only move the stop later, so nothing need be asked before the first warning is due; from
 * then on once a minute, as it may have moved.
 */
export function pauseBeforeNext(left: number | undefined, warnings: readonly number[]): number {
  if (left === undefined || left < -OVERDUE_MS) return LONGEST_MS;
  const ahead = warnings.map((minutes) => left - minutes * MINUTE_MS).filter((pause) => pause >= 0);
  const soonest = Math.min(...ahead, LONGEST_MS) + AFTER_MS;
  return dueWarning(left, warnings) === undefined ? Math.min(soonest, LONGEST_MS) : Math.min(soonest, MINUTE_MS);
}

/** The warning that `left` milliseconds before the stop call for: the latest that is due. */
export function dueWarning(left: number, warnings: readonly number[]): number | undefined {
  const due = warnings.filter((minutes) => left <= minutes * MINUTE_MS);
  return due.length === 0 ? undefined : Math.min(...due);
}
