/*
 * How often AWS is asked. Studio's API is throttled per account and everyone in the company shares it, so an open panel
 * may make at most 120 calls an hour, and a hidden one makes none: nothing is asked unless a snapshot is asked for.
 *
 * Each source has a share of that hour. However often it is read, and however many pages its answer takes, it is asked
 * again no sooner than its share allows. What is left of the 120 is for what a person asks for: following an app that
 * is being stopped, and refreshing after it.
 */

/**
 * Calls an hour that each source may make; together with `forActions` they are the budget. Prices are asked of the AWS
 * Price List, whose rate is another's, but are counted all the same.
 */
export const callShares = {
  domain: 4,
  userProfile: 4,
  space: 6,
  thisApp: 12,
  spaces: 20,
  apps: 52,
  prices: 2,
  forActions: 20,
} as const;

/** AWS calls an hour that an open panel may make. */
export const callsPerHour = 120;

/** No source is older than it need be, and none is asked more often than this, in milliseconds. */
export const minimumAge = {
  domain: 15 * 60_000,
  userProfile: 15 * 60_000,
  space: 10 * 60_000,
  thisApp: 5 * 60_000,
  spaces: 3 * 60_000,
  apps: 60_000,
  prices: 24 * 3_600_000,
} as const;

const hour = 3_600_000;
/** However often Studio said "slow down", a source that is read is tried again after this. */
const longestPause = 30 * 60_000;

export interface LastAsked {
  /** Calls that the last refresh took, retries included. */
  calls: number;
  /** How many refreshes in a row were throttled. */
  throttled: number;
}

/**
 * Milliseconds to wait after a refresh before the next: the minimum age, or longer if its calls would exceed the
 * source's share; twice as long for each throttled answer in a row. `jitter` in [0, 1) lengthens it by up to a tenth,
 * so that the panels of a whole company do not ask at the same moment; it never shortens it.
 */
export function pauseBeforeNext(source: keyof typeof minimumAge, last: LastAsked, jitter: number): number {
  const affordable = (last.calls * hour) / callShares[source];
  const backedOff = Math.max(minimumAge[source], affordable) * 2 ** Math.min(last.throttled, 10);
  const pause = last.throttled > 0 ? Math.max(Math.min(backedOff, longestPause), affordable) : backedOff;
  return Math.round(pause * (1 + 0.1 * jitter));
}

/**
 * How many pages of the domain's apps may be read before it is cheaper to ask each space: one call for each of the
 * person's spaces, and one for their Classic apps.
 */
export function cheaperThanPages(spaces: number): number {
  return Math.max(1, spaces + 1);
}

/** What is left for refreshes that a person's action asks for: it fills up evenly, to an hour's worth. */
export interface Allowance {
  calls: number;
  /** When that was so: milliseconds since 1970. */
  at: number;
}

/** A full allowance at `now`. */
export function fullAllowance(now: number): Allowance {
  return { calls: callShares.forActions, at: now };
}

/** Takes `calls` from the allowance at `now`; not granted, it is left as it is. */
export function spend(allowance: Allowance, calls: number, now: number): { granted: boolean; allowance: Allowance } {
  const filled = allowance.calls + ((now - allowance.at) * callShares.forActions) / hour;
  const available = Math.min(callShares.forActions, filled);
  if (available < calls) return { granted: false, allowance };
  return { granted: true, allowance: { calls: available - calls, at: now } };
}
