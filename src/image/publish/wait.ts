/** How long and how often to look, and how to wait in between; the clock is the caller's. */
export interface Patience {
  /** Milliseconds between two looks. */
  every: number;
  /** Looks before giving up. */
  looks: number;
  sleep(milliseconds: number): Promise<void>;
}

/** What one look found. */
export type Seen<T> =
  { state: 'ready'; value: T } | { state: 'pending'; what: string } | { state: 'failed'; reason: string };

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

/**
 * Looks until something is ready. The SDK's own waiters for images are not used: they wait for an error code that
 * SageMaker does not send.
 */
export async function wait<T>(
  subject: string,
  { every, looks, sleep }: Patience,
  tell: (line: string) => void,
  look: () => Promise<Seen<T>>,
): Promise<T> {
  let told = '';
  for (let count = 0; count < looks; count += 1) {
    const seen = await look();
    if (seen.state === 'ready') return seen.value;
    if (seen.state === 'failed')
      throw new PublishError(`${subject}: ${seen.reason}`, 'correct the cause and publish again');
    if (seen.what !== told) tell(`${subject}: ${seen.what}`);
    told = seen.what;
    await sleep(every);
  }
  throw new PublishError(
    `${subject} is still ${told} after ${Math.round((every * looks) / 1000)} s`,
    'look at it in the SageMaker console',
  );
}
