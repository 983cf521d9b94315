import { SageMakerClient } from '@aws-sdk/client-sagemaker';
import { answered } from './answered';
import { AwsError, failureOf } from './errors';

/** What a call that was answered tells about itself; the SDK puts it on answers and on errors alike. */
interface Metadata {
  $metadata?: { attempts?: number | undefined };
}

/** Asks SageMaker, counting each attempt, retries included: they too take from the account's request rate. */
export interface SageMaker {
  /** Runs `call` for `operation` (its name in the API). Rejects with `AwsError`. */
  ask<Output extends Metadata>(operation: string, call: (client: SageMakerClient) => Promise<Output>): Promise<Output>;
  /** The same connection, telling each answered or failed call's attempts to `onCalls`. */
  metered(onCalls: (attempts: number) => void): SageMaker;
}

/**
 * A connection to SageMaker in `region`. Credentials and `AWS_ENDPOINT_URL_SAGEMAKER` are found by the SDK's own rules.
 * One attempt is given 3 s to connect and 6 s to answer. With two `attempts`, throttling and lost connections are tried
 * once more: right for what a person asks for; what is asked again by itself need not press.
 */
export function connect(region: string, attempts: 1 | 2 = 2): SageMaker {
  const client = new SageMakerClient({
    region,
    maxAttempts: attempts,
    requestHandler: { connectionTimeout: 3_000, requestTimeout: 6_000, throwOnRequestTimeout: true },
  });
  return through(client, () => undefined, attempts * longestAttempt);
}

/** Milliseconds for one attempt with all that it takes, credentials and the whole answer included. */
const longestAttempt = 15_000;

/** A connection through a client of one's own. */
export function connection(client: SageMakerClient): SageMaker {
  return through(client, () => undefined, 2 * longestAttempt);
}

function through(client: SageMakerClient, onCalls: (attempts: number) => void, longest: number): SageMaker {
  return {
    async ask(operation, call) {
      try {
        const output = await answered(operation, longest, call(client));
        onCalls(output.$metadata?.attempts ?? 1);
        return output;
      } catch (error) {
        onCalls(attemptsOf(error));
        throw error instanceof AwsError ? error : new AwsError(failureOf(error, operation));
      }
    },
    metered: (inner) =>
      through(
        client,
        (attempts) => {
          onCalls(attempts);
          inner(attempts);
        },
        longest,
      ),
  };
}

function attemptsOf(error: unknown): number {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  const attempts = metadata instanceof Object && 'attempts' in metadata ? metadata.attempts : undefined;
  return typeof attempts === 'number' ? attempts : 1;
}
