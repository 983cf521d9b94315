import { AwsError, failureText } from '../../aws/errors';

/** Why a step could not be done, and what to do about it. */
export class StepError extends Error {
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'StepError';
  }
}

/** Somebody else has changed what a step was about to change. */
export class Conflict extends StepError {}

/** Something could not be looked at: nothing is known of it. */
export class Unseen extends StepError {}

/** What failed, in a sentence, and the way out. */
export function reasonOf(error: unknown): { why: string; remedy: string } {
  const again = 'correct the cause and run the command again: it goes on from what is there';
  if (error instanceof StepError) return { why: error.message, remedy: error.remedy };
  if (!(error instanceof AwsError)) throw error;
  const { failure } = error;
  if (failure.kind === 'permission') return { why: failure.message, remedy: `allow ${failure.action}` };
  return { why: failureText(failure), remedy: again };
}

/** Whether AWS may have done what was asked, though it did not say so. */
export const mayBeDone = (error: unknown) =>
  error instanceof AwsError && !['permission', 'throttled', 'credentials', 'limit'].includes(error.failure.kind);

export const isThrottled = (error: unknown) => error instanceof AwsError && error.failure.kind === 'throttled';

/** Whether a look may succeed if it is tried again. */
export const mayPass = (error: unknown) =>
  error instanceof AwsError && ['throttled', 'unreachable', 'failed'].includes(error.failure.kind);
