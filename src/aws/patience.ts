import { pacedRetries } from './paced-retries';

/** How long one call to AWS is worked for, and what is set for the SDK's clients by it. */
export interface Patience {
  /** How often it is tried: throttling and lost connections are tried again, after pauses that grow and vary. */
  attempts: number;
  /** Milliseconds that one try waits for an answer to begin. */
  answer: number;
  /** Milliseconds for the call with all tries, credentials and the whole answer included. */
  whole: number;
}

/** Milliseconds: a try of a call, with credentials and the whole answer. */
const longestAttempt = 15_000;

/** For a panel: what a person asks for is tried once more; what is asked again by itself need not press. */
export const brief = (attempts: 1 | 2): Patience => ({ attempts, answer: 6_000, whole: attempts * longestAttempt });

/** For an administrator's command, which reads thousands of things and must not fail for one that was throttled. */
export const thorough: Patience = { attempts: 8, answer: 8_000, whole: 32_000 };

/** A client's settings for a patience; who tries more than twice paces all calls. */
export const clientSettings = ({ attempts, answer }: Patience) => ({
  maxAttempts: attempts,
  ...(attempts > 2 && { retryStrategy: pacedRetries(attempts) }),
  requestHandler: { connectionTimeout: 3_000, requestTimeout: answer, throwOnRequestTimeout: true },
});
