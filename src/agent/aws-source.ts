import type { SageMaker } from '../aws/client';
import { AwsError } from '../aws/errors';
import type { Notice } from '../protocol/notice';
import { nextSlowdown, pauseBeforeNext, type minimumAge } from '../studio/call-budget';
import { CachedSource } from './cached-source';
import type { World } from './configuration';

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
    load: (sagemaker: SageMaker) => Promise<{ value: T; notices?: Notice[] }>,
  ): CachedSource<T> {
    let calls = 0;
    let retried = false;
    return new CachedSource({
      subject,
      now: this.world.now,
      load: async () => {
        calls = 0;
        retried = false;
        const count = (attempts: number) => {
          calls += attempts;
          // Throttling is what is tried again most; a lost connection is a reason to be careful, too.
          retried ||= attempts > 1;
        };
        return load((await this.sagemaker()).metered(count));
      },
      pause: (error) => {
        const throttled = error instanceof AwsError && error.failure.kind === 'throttled';
        this.slowdown = nextSlowdown(this.slowdown, throttled || retried ? 'slowed' : 'answered');
        return pauseBeforeNext(share, { calls: Math.max(1, calls), slowdown: this.slowdown }, this.world.random());
      },
    });
  }

  private slowdown = 1;
}
