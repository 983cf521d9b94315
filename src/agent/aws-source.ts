import type { SageMaker } from '../aws/client';
import { AwsError } from '../aws/errors';
import type { Notice } from '../protocol/notice';
import {
  pauseBeforeMore,
  pauseBeforeNext,
  slowdownAt,
  slowed,
  usualPace,
  type minimumAge,
  type Pace,
} from '../studio/call-budget';
import { CachedSource } from './cached-source';
import type { World } from './configuration';

/** What a source has learnt; `unfinished` where the rest of a long list is still to be read. */
export interface Loaded<T> {
  value: T;
  notices?: Notice[];
  unfinished?: boolean;
}

/**
 * The sources of one agent that ask AWS. Each asks no more often than its share of the hour's calls allows, and where
 * Studio asks to slow down, all of them do (`studio/call-budget`).
 */
export class AwsSources {
  constructor(
    readonly world: Pick<World, 'now' | 'random'>,
    private readonly sagemaker: () => Promise<SageMaker>,
  ) {}

  source<T>(
    share: keyof typeof minimumAge,
    subject: string,
    load: (sagemaker: SageMaker) => Promise<Loaded<T>>,
  ): CachedSource<T> {
    let calls = 0;
    let unfinished = false;
    const source: CachedSource<T> = new CachedSource({
      subject,
      now: this.world.now,
      load: async () => {
        // What a list cost that is read in parts is waited for when it is complete.
        if (!unfinished) calls = 0;
        const loaded = await load((await this.sagemaker()).metered((attempts) => (calls += this.met(attempts))));
        unfinished = loaded.unfinished === true;
        return loaded;
      },
      pause: (error) => {
        const now = this.world.now().getTime();
        const throttled = error instanceof AwsError && error.failure.kind === 'throttled';
        if (throttled) this.pace = slowed(this.pace, now);
        const slowdown = slowdownAt(this.pace, now);
        const jitter = this.world.random();
        if (unfinished || (throttled && source.last === undefined)) return pauseBeforeMore(slowdown, jitter);
        return pauseBeforeNext(share, { calls: Math.max(1, calls), slowdown }, jitter);
      },
    });
    return source;
  }

  /** A call that was tried again was throttled as a rule, and is a reason to be careful even where it was answered. */
  private met(attempts: number): number {
    if (attempts > 1) this.pace = slowed(this.pace, this.world.now().getTime());
    return attempts;
  }

  private pace: Pace = usualPace;
}
