import { writeFileSync } from 'node:fs';
import type { LifecycleRoot } from './root';

const file = '/etc/turned-clock';

/**
 * What makes a script and all that it starts (but not what it does with sudo) see a clock that `turnClock` turns, even
 * while it runs. The kernel's own clock is that of the whole machine: namespaces of time have no wall clock.
 */
export const clockThatTurns = {
  LD_PRELOAD: '/usr/$LIB/faketime/libfaketime.so.1',
  FAKETIME_TIMESTAMP_FILE: file,
  FAKETIME_NO_CACHE: '1',
  // A sleep lasts as long as before: only what the time of day is has changed.
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
};

/** Turns the wall clock, by so much from the real time, such as `+400d` or `-2h`. */
export const turnClock = (root: LifecycleRoot, by: string) => writeFileSync(root.at(file), by);
