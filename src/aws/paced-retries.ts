import type { RetryErrorInfo, RetryStrategyV2, RetryToken } from '@smithy/types';
import { Pace } from './pace';

/** In milliseconds: the first pause before another try, where it was throttled and where it failed, and the longest. */
const pauses = { throttled: 500, failed: 50, longest: 5_000 };

/**
 * Retries for an administrator's command, which asks thousands of things within one limit of the account's: pauses that
 * double and vary, as the SDK's own, and a pace for all calls. The SDK's own retries use up an allowance under such a limit
 * and fail then, and its adaptive mode slows down for each call that is throttled by chance.
 */
export function pacedRetries(attempts: number, pace = new Pace(Date.now)): RetryStrategyV2 {
  return {
    async acquireInitialRetryToken() {
      const wait = pace.turn();
      // The SDK waits by itself between tries alone.
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      return token(0, 0);
    },
    refreshRetryTokenForRetry(before, error) {
      const { errorType } = error;
      const tried = before.getRetryCount() + 1;
      const isThrottled = errorType === 'THROTTLING';
      pace.note(isThrottled ? 'throttled' : 'answered');
      if ((!isThrottled && errorType !== 'TRANSIENT') || tried >= attempts)
        return Promise.reject(new Error('it is not tried again'));
      return Promise.resolve(token(tried, Math.max(pauseOf(tried, error), pace.turn())));
    },
    recordSuccess: () => pace.note('answered'),
  };
}

function pauseOf(tried: number, { errorType, retryAfterHint }: RetryErrorInfo): number {
  const first = errorType === 'THROTTLING' ? pauses.throttled : pauses.failed;
  const pause = Math.random() * Math.min(pauses.longest, first * 2 ** (tried - 1));
  const asked = retryAfterHint ? retryAfterHint.getTime() - Date.now() : 0;
  return Math.max(pause, Math.min(asked, pauses.longest));
}

const token = (count: number, delay: number): RetryToken => ({
  getRetryCount: () => count,
  getRetryDelay: () => delay,
});
