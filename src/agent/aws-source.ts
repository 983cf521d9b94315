import type { SageMaker } from '../aws/client';
import { AwsError } from '../aws/errors';
import { say, type Message } from '../protocol/message';
import { english } from '../protocol/worded';
import type { Notice } from '../protocol/notice';
import {
  answered,
  pauseBeforeMore,
  pauseBeforeNext,
  slowdownAt,
  slowed,
  usualPace,
  type minimumAge,
  type Pace,
} from '../studio/call-budget';
import { CachedSource } from './cached-source';
import type { Runtime } from './configuration';
import { elapsed } from './elapsed';

/** What a source has learnt; `unfinished` where the rest of a long list is still to be read. */
export interface Loaded<T> {
  value: T;
  notices?: Notice[];
  unfinished?: boolean;
}

/**
 * The sources of one agent that ask AWS. Each asks no more often than its share of the hour's calls allows. Where Studio
 * asks to slow down, all of them do (`studio/call-budget`), and none asks before a while has passed.
 */
export class AwsSources {
  constructor(
    readonly runtime: Pick<Runtime, 'now' | 'uptime' | 'random'>,
    private readonly sagemaker: () => Promise<SageMaker>,
  ) {}

  source<T>(
    share: keyof typeof minimumAge,
    subject: Message,
    load: (sagemaker: SageMaker) => Promise<Loaded<T>>,
  ): CachedSource<T> {
    let calls = 0;
    let unfinished = false;
    const source: CachedSource<T> = new CachedSource({
      subject,
      runtime: this.runtime,
      load: () =>
        this.carefully(subject, async () => {
          // What a list cost that is read in parts is waited for when it is complete.
          if (!unfinished) calls = 0;
          const loaded = await load((await this.sagemaker()).metered((attempts) => (calls += attempts)));
          unfinished = loaded.unfinished === true;
          return loaded;
        }),
      pause: (error) => {
        const slowdown = slowdownAt(this.pace, this.time);
        const jitter = this.runtime.random();
        // In a crowd a long list is gone on with no sooner than its share allows: it would take what others wait for.
        const soon = (unfinished && !this.crowded) || (isThrottled(error) && source.last === undefined);
        const pause = soon
          ? pauseBeforeMore(slowdown, jitter)
          : pauseBeforeNext(share, { calls: Math.max(1, calls), slowdown }, jitter);
        return Math.max(pause, this.quietUntil - this.time);
      },
    });
    return source;
  }

  /** Whether others want more than there is room for: then only what matters most is asked. */
  get crowded(): boolean {
    return slowdownAt(this.pace, this.time) > 1;
  }

  /**
   * Asks, unless Studio has just asked to slow down. As long as it is not known that there is room, one question is asked
   * after another, so that the first that is throttled spares the rest.
   */
  private carefully<T>(subject: Message, ask: () => Promise<T>): Promise<T> {
    const work = async () => {
      if (this.time < this.quietUntil) {
        const told = say('sagemaker-waits', { subject });
        throw new AwsError({ kind: 'throttled', operation: subject.code, message: english(told), told });
      }
      try {
        const answer = await ask();
        this.roomSeen = true;
        this.pace = answered(this.pace);
        return answer;
      } catch (error) {
        if (isThrottled(error)) this.slowDown();
        throw error;
      }
    };
    if (this.roomSeen && !this.crowded) return work();
    const turn = this.turn.then(work);
    this.turn = turn.then(
      () => undefined,
      () => undefined,
    );
    return turn;
  }

  private slowDown(): void {
    this.pace = slowed(this.pace, this.time);
    this.quietUntil = this.time + pauseBeforeMore(slowdownAt(this.pace, this.time), this.runtime.random());
  }

  private get time(): number {
    return elapsed(this.runtime);
  }

  private pace: Pace = usualPace;
  private roomSeen = false;
  private quietUntil = 0;
  private turn: Promise<void> = Promise.resolve();
}

function isThrottled(error: unknown): boolean {
  return error instanceof AwsError && error.failure.kind === 'throttled';
}
