/** How often to look and for how long, in milliseconds, and how to wait in between; the clock is the caller's. */
export interface Patience {
  /** Between the first two looks; each later pause is twice the one before, up to `mostPause`. */
  firstPause: number;
  mostPause: number;
  /** All pauses together, before giving up. */
  total: number;
  sleep(milliseconds: number): Promise<void>;
}

/** What one look found. */
export type Seen<T> =
  { state: 'ready'; value: T } | { state: 'pending'; what: string } | { state: 'failed'; reason: string };

/** Looks until something is ready; `subject` is how it is told of. */
export type Wait = <T>(subject: string, look: () => Promise<Seen<T>>) => Promise<T>;

/** Something that AWS was asked for did not come to be. */
export class PublishError extends Error {
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
    this.name = 'PublishError';
  }
}

/** Throws a `PublishError` where the user has asked to end. */
export function goOn(ending: AbortSignal): void {
  if (ending.aborted) throw new PublishError('interrupted', 'run it again: it goes on from what is there');
}

/**
 * Looks until something is ready. The SDK's own waiters for images are not used: they wait for an error code that
 * SageMaker does not send.
 */
export async function wait<T>(
  subject: string,
  { firstPause, mostPause, total, sleep }: Patience,
  tell: (line: string) => void,
  look: () => Promise<Seen<T>>,
  ending?: AbortSignal,
): Promise<T> {
  let told = '';
  let waited = 0;
  for (let pause = firstPause; ; pause = Math.min(pause * 2, mostPause)) {
    if (ending) goOn(ending);
    const seen = await look();
    if (seen.state === 'ready') return seen.value;
    if (seen.state === 'failed')
      throw new PublishError(`${subject}: ${seen.reason}`, 'correct the cause and publish again');
    if (seen.what !== told) tell(`${subject}: ${seen.what}`);
    told = seen.what;
    if (waited >= total)
      throw new PublishError(
        `${subject} is still ${told} after ${Math.round(waited / 1000)} s`,
        'look at it in the SageMaker console',
      );
    await sleep(pause);
    waited += pause;
  }
}
