import type { StopTime } from './stop-time';

/** What happens next, for who knows no more than a `StopTime`. */
export type NextStop =
  | { kind: 'none' }
  /** Something counts as activity on request or for work that goes on; it stops some time after that. */
  | { kind: 'kept'; by: 'asked'; until: string }
  | { kind: 'kept'; by: 'work' }
  /** The time is over: with Studio's next check. */
  | { kind: 'any-moment' }
  | { kind: 'stops'; left: number };

/** Decides what happens next where `left` milliseconds are left, if it is known that it stops at all. */
export function nextStop(
  { awakeUntil, holding }: Pick<StopTime, 'awakeUntil' | 'holding'>,
  left: number | undefined,
  now: number,
): NextStop {
  if (left === undefined) return { kind: 'none' };
  if (holding === 'asked' && awakeUntil !== undefined && Date.parse(awakeUntil) > now)
    return { kind: 'kept', by: 'asked', until: awakeUntil };
  if (holding === 'work') return { kind: 'kept', by: 'work' };
  return left <= 0 ? { kind: 'any-moment' } : { kind: 'stops', left };
}
