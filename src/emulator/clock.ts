/** Where the emulator's time comes from. All times are epoch milliseconds. */
export interface Clock {
  now(): number;
  /** When something that takes `milliseconds` in AWS and starts now will be over here. */
  after(milliseconds: number): number;
}

/**
 * The wall clock with durations divided by `speed`: time stamps stay true, so that a client that compares them with
 * its own clock is not misled, and an app that takes 120 s to start takes 2 s at 60.
 */
export function wallClock(speed: number): Clock {
  return { now: () => Date.now(), after: (milliseconds) => Date.now() + milliseconds / speed };
}

/** A clock that moves only when told to, for tests that wait for nothing. */
export class ManualClock implements Clock {
  constructor(private time: number = Date.UTC(2026, 0, 1)) {}
  now() {
    return this.time;
  }
  after(milliseconds: number) {
    return this.time + milliseconds;
  }
  advance(milliseconds: number) {
    this.time += milliseconds;
  }
}
