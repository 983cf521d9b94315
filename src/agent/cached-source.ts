import type { Notice, Section } from '../protocol/notice';
import { elapsed, momentOf, noted, type Clock, type Noted } from './elapsed';
import { noticeOf, NoticeError } from './notices';
import { say, type Message } from '../protocol/message';

/** How to learn a value, and how long it may be kept. */
export interface SourceOptions<T> {
  /** What is asked, for the notice that it did not answer: "the list of apps". */
  subject: Message;
  load(): Promise<{ value: T; notices?: Notice[] }>;
  /** Milliseconds after a refresh until the next; `error` is there if it failed. */
  pause(error?: unknown): number;
  runtime: Clock;
}

export interface ReadOptions {
  /** When to stop waiting for a refresh and answer with what is known: as `elapsed` tells. */
  until: number;
  /** Someone has just acted: do not answer from what was learnt before this call. */
  fresh?: boolean;
  /** Nobody looks: however old it is, what was ever learnt will do. */
  anyAge?: true;
}

/**
 * One source of the snapshot. It is asked only when it is read, at most one refresh runs at a time, and one that is
 * slow or fails leaves the older value standing, with its age and a notice. One that never ends is given up after a while,
 * so that the next can begin.
 */
export class CachedSource<T> {
  constructor(private readonly options: SourceOptions<T>) {}

  async read({ until, fresh = false, anyAge }: ReadOptions): Promise<Section<T>> {
    const started = this.refresh;
    if (fresh && started) await settledBy(started, until - this.time);
    const due = this.time >= this.dueAt && !(anyAge && this.known);
    if (fresh || due) this.refresh ??= this.run().finally(() => (this.refresh = undefined));
    if (this.refresh && !(await settledBy(this.refresh, until - this.time))) return this.section([this.silent()]);
    return this.section(this.failure ? [this.failure] : []);
  }

  /** The value as it was last learnt, without asking for it. */
  get last(): T | undefined {
    return this.known?.value;
  }

  /** When the value was learnt, as `elapsed` tells. */
  get lastAt(): number | undefined {
    return this.known?.learnt.passed;
  }

  /** What was learnt is old from now on, however young it is. */
  forget(): void {
    this.dueAt = 0;
  }

  private async run(): Promise<void> {
    try {
      const { value, notices = [] } = await within(longest, this.options.load(), () => this.givenUp());
      this.known = { value, notices, learnt: noted(this.options.runtime) };
      this.failure = undefined;
      this.dueAt = this.time + this.options.pause();
    } catch (error) {
      this.failure = noticeOf(error);
      this.dueAt = this.time + this.options.pause(error);
    }
  }

  private section(trouble: Notice[]): Section<T> {
    if (this.known) {
      const { value, notices, learnt } = this.known;
      const learntAt = new Date(momentOf(learnt, this.options.runtime)).toISOString();
      return { state: 'ready', value, learntAt, notices: [...notices, ...trouble] };
    }
    return { state: 'missing', notices: trouble };
  }

  private silent(): Notice {
    const remedy = this.known ? say('shown-is-older') : say('asked-again');
    return { code: 'unreachable', message: say('source-not-in-time', { subject: this.options.subject }), remedy };
  }

  private givenUp(): NoticeError {
    const message = say('source-silent', { subject: this.options.subject, minutes: longest / 60_000 });
    return new NoticeError({ code: 'unreachable', message, remedy: say('asked-again') });
  }

  private get time(): number {
    return elapsed(this.options.runtime);
  }

  private known: { value: T; notices: Notice[]; learnt: Noted } | undefined;
  private failure: Notice | undefined;
  private refresh: Promise<void> | undefined;
  private dueAt = 0;
}

/**
 * Milliseconds that a refresh may take. What it asks has limits of its own, and shorter ones: this is for what has none, such
 * as a program that is to bring credentials.
 */
const longest = 3 * 60_000;

/** What `work` comes to, or `late` where it takes longer than so many milliseconds. */
async function within<T>(milliseconds: number, work: Promise<T>, late: () => Error): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Whether `work` settled within `milliseconds`. */
async function settledBy(work: Promise<void>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
