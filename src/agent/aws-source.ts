import type { SageMaker } from '../aws/client';
import { AwsError } from '../aws/errors';
import type { Notice } from '../protocol/notice';
import { minimumAge, pauseBeforeNext } from '../studio/call-budget';
import { CachedSource } from './cached-source';
import type { World } from './configuration';

/** A source that asks AWS no more often than its share of the hour's calls allows (`studio/call-budget`). */
export function awsSource<T>(
  world: World,
  sagemaker: () => Promise<SageMaker>,
  share: keyof typeof minimumAge,
  subject: string,
  load: (sagemaker: SageMaker) => Promise<{ value: T; notices?: Notice[] }>,
): CachedSource<T> {
  let calls = 0;
  let throttled = 0;
  return new CachedSource({
    subject,
    now: world.now,
    async load() {
      calls = 0;
      return load((await sagemaker()).metered((attempts) => (calls += attempts)));
    },
    pause(error) {
      throttled = error instanceof AwsError && error.failure.kind === 'throttled' ? throttled + 1 : 0;
      return pauseBeforeNext(share, { calls: Math.max(1, calls), throttled }, world.random());
    },
  });
}
