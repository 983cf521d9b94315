import { AwsError, sentenceOf } from '../../aws/errors';
import { remedyOf } from '../../aws/remedy';

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
  if (error instanceof StepError) return { why: error.message, remedy: error.remedy };
  if (!(error instanceof AwsError)) throw error;
  const remedy = remedyOf(error);
  if (error.failure.kind === 'permission' && remedy !== undefined) return { why: sentenceOf(error), remedy };
  const again = 'run the command again: it goes on from what is there';
  const first = remedy === undefined ? 'correct the cause and' : `${remedy}; then`;
  return { why: sentenceOf(error), remedy: `${first} ${again}` };
}

/** Whether AWS may have done what was asked, though it did not say so. */
export const mayBeDone = (error: unknown) =>
  error instanceof AwsError && !['permission', 'throttled', 'credentials', 'limit'].includes(error.failure.kind);

export const isThrottled = (error: unknown) => error instanceof AwsError && error.failure.kind === 'throttled';

/** Whether a look may succeed if it is tried again. */
export const mayPass = (error: unknown) =>
  error instanceof AwsError && ['throttled', 'unreachable', 'failed'].includes(error.failure.kind);
