import { setTimeout } from 'node:timers/promises';

/** How long a registry is waited for. A registry that never answers, or that dribbles, ends all the same. */
export interface Times {
  /** Milliseconds until an answer begins, and for small ones until it ends. */
  answer: number;
  /** Milliseconds in which a large answer, or a large request, must get `progress` bytes further. */
  stall: number;
  progress: number;
  /** Milliseconds at most for a registry to take in what was sent: it reads a whole layer again. */
  store: number;
  /** Milliseconds that one request may be met with silence, all tries together. */
  silence?: number;
  /** How often a request is sent in vain. */
  tries: number;
  /** Milliseconds before the next try. */
  pause: (failures: number) => number;
  /** Waits so long, or until `ending` is aborted. */
  sleep: (milliseconds: number, ending?: AbortSignal) => Promise<void>;
  /** Aborted when nobody waits any longer. */
  ending?: AbortSignal | undefined;
}

const firstPause = 500;
const longestPause = 20_000;

export const defaultTimes: Times = {
  answer: 20_000,
  stall: 30_000,
  progress: 64 * 1024,
  store: 600_000,
  silence: 40_000,
  tries: 6,
  // Between half and all of a time that doubles, so that many who were refused at once do not come back at once.
  pause: (failures) => Math.min(longestPause, firstPause * 2 ** failures) * (0.5 + Math.random() / 2),
  sleep: (milliseconds, ending) =>
    setTimeout(milliseconds, undefined, ending && { signal: ending }).catch(() => undefined),
};
