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

/** However crowded it is, a panel's sources are asked no more seldom than so many times their usual pause. */
const slowest = 64;
/** Without another reason, half of a slowdown is forgotten in this time. */
const halfLife = 2 * hour;
/** What is throttled at about the same moment is one reason to slow down, not several. */
const oneReason = 10_000;

/** How much an agent is slowed down: all of its sources alike, since the rate they share with the company is one. */
export interface Pace {
  slowdown: number;
  /** When it was last raised, in milliseconds by a clock that is never set. */
  raisedAt: number;
  /** How often it was raised without an answer in between. */
  inARow: number;
}
export const usualPace: Pace = { slowdown: 1, raisedAt: 0, inARow: 0 };

/** How many times longer than usual to wait at `now`. */
export function slowdownAt({ slowdown, raisedAt }: Pace, now: number): number {
  return Math.max(1, slowdown * 2 ** (-Math.max(0, now - raisedAt) / halfLife));
}

/**
 * The pace after Studio has throttled a call: twice as slow, and eight times where it had throttled the one before it,
 * too, which a moment's crowd does not. Each agent of a crowd slows down the more often the more it asks, and all forget
 * alike: so they come to ask alike, and settle where few calls are throttled, which leaves room for whoever does not back
 * off. No signal between them is needed.
 */
export function slowed(pace: Pace, now: number): Pace {
  if (now - pace.raisedAt < oneReason) return pace;
  const times = pace.inARow > 0 ? 8 : 2;
  return { slowdown: Math.min(slowest, slowdownAt(pace, now) * times), raisedAt: now, inARow: pace.inARow + 1 };
}

/** The pace after a call was answered. */
export function answered(pace: Pace): Pace {
  return pace.inARow === 0 ? pace : { ...pace, inARow: 0 };
}

export interface LastAsked {
  /** Calls that the last refresh took, retries included. */
  calls: number;
  /** How many times longer than usual to wait; 1 as usual. */
  slowdown: number;
}

/**
 * Milliseconds to wait after a refresh before the next: the minimum age, or longer if its calls would exceed the
 * source's share, as many times as the agent is slowed down. `jitter` in [0, 1) lengthens it: by up to a tenth as a rule,
 * so that the panels of a whole company do not ask at the same moment, and up to twice where there is a crowd, which may
 * have begun to ask at the same moment. It never shortens it.
 */
export function pauseBeforeNext(source: keyof typeof minimumAge, last: LastAsked, jitter: number): number {
  const affordable = (last.calls * hour) / callShares[source];
  const spread = last.slowdown > 1 ? 1 : 0.1;
  return Math.round(Math.max(minimumAge[source], affordable) * last.slowdown * (1 + spread * jitter));
}

/**
 * Milliseconds until a question that is only begun is gone on with, or one that was throttled and has no answer yet is
 * asked again: somebody waits for it.
 */
export function pauseBeforeMore(slowdown: number, jitter: number): number {
  return Math.round(20_000 * slowdown * (1 + jitter));
}

/** How many pages of a long list are read at a time, so that nobody takes the whole company's rate for seconds. */
export const pagesAtATime = 4;

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
  /** When that was so, in milliseconds by a clock that is never set. */
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
