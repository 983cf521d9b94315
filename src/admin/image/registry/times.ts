/** How long a registry is waited for. A registry that never answers, or that dribbles, ends all the same. */
export interface Times {
  /** Milliseconds until an answer begins, and for small ones until it ends. */
  answer: number;
  /** Milliseconds in which a large answer, or a large request, must get `progress` bytes further. */
  stall: number;
  progress: number;
  /** Milliseconds for a registry to take in what was sent: it reads a whole layer again. */
  store: number;
  /** How often a request is sent in vain. */
  tries: number;
  /** Milliseconds before the next try. */
  pause: (failures: number) => number;
  sleep: (milliseconds: number) => Promise<void>;
}

const firstPause = 500;
const longestPause = 20_000;

export const defaultTimes: Times = {
  answer: 60_000,
  stall: 30_000,
  progress: 64 * 1024,
  store: 600_000,
  tries: 5,
  // Between half and all of a time that doubles, so that many who were refused at once do not come back at once.
  pause: (failures) => Math.min(longestPause, firstPause * 2 ** failures) * (0.5 + Math.random() / 2),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};
