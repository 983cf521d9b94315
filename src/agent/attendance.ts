import { elapsed, type Clock } from './elapsed';

/** Milliseconds for which an agent stays that has only been asked when the app stops: no page shows the panel. */
const shortStay = 15_000;

/** Whether anybody still looks: an agent that nobody asks is to leave. */
export class Attendance {
  constructor(
    private readonly clock: Pick<Clock, 'uptime'>,
    /** Milliseconds after the last question. */
    private readonly stay: number,
  ) {
    this.leavesAt = elapsed(clock) + stay;
  }

  /** Counts a question while it is answered; `passing`: one of a page that does not show the panel. */
  async attend(kind: 'looking' | 'passing', answering: () => Promise<void>): Promise<void> {
    this.underWay += 1;
    try {
      await answering();
    } finally {
      this.underWay -= 1;
      this.answered(kind);
    }
  }

  get over(): boolean {
    return this.underWay === 0 && elapsed(this.clock) >= this.leavesAt;
  }

  private answered(kind: 'looking' | 'passing'): void {
    const stay = kind === 'looking' ? this.stay : Math.min(shortStay, this.stay);
    const until = elapsed(this.clock) + stay;
    // Who only passes by does not send those away who look.
    this.leavesAt = this.looked ? Math.max(this.leavesAt, until) : until;
    this.looked ||= kind === 'looking';
  }

  private leavesAt: number;
  private looked = false;
  private underWay = 0;
}
