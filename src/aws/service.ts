import type { Client, Command, MetadataBearer } from '@smithy/types';
import { AwsError, failureOf } from './errors';
import type { Patience } from './patience';

/**
 * A service of AWS as everything in this folder asks it: each call has a time limit, counts its attempts (retries too
 * take from the account's request rate), ends when it is told to, and rejects with `AwsError`.
 */
export interface Service<Inputs extends object, Outputs extends MetadataBearer, Configuration> {
  ask<Input extends Inputs, Output extends Outputs>(
    command: Command<Inputs, Input, Outputs, Output, Configuration>,
  ): Promise<Output>;
  /** The same connection, telling each answered or failed call's attempts to `onCalls`. */
  metered(onCalls: (attempts: number) => void): Service<Inputs, Outputs, Configuration>;
  /** The same connection, whose calls end, as `interrupted`, when `ending` is aborted. */
  until(ending: AbortSignal): Service<Inputs, Outputs, Configuration>;
  close(): void;
}

interface Manner {
  /** The service in IAM's actions, e.g. `sagemaker`. */
  name: string;
  patience: Patience;
  onCalls?: (attempts: number) => void;
  ending?: AbortSignal;
}

/** The service that an SDK client asks. */
export function service<Inputs extends object, Outputs extends MetadataBearer, Configuration>(
  client: Client<Inputs, Outputs, Configuration>,
  manner: Manner,
): Service<Inputs, Outputs, Configuration> {
  const { name, patience, onCalls = () => undefined, ending } = manner;
  return {
    async ask(command) {
      const operation = operationOf(command);
      try {
        const output = await limited(operation, patience.whole, ending, (abortSignal) =>
          client.send(command, { abortSignal }),
        );
        onCalls(output.$metadata.attempts ?? 1);
        return output;
      } catch (error) {
        onCalls(attemptsOf(error));
        const failure = error instanceof AwsError ? error.failure : failureOf(error, operation, name);
        throw new AwsError(failure, { region: await regionOf(client), domainId: domainOf(command.input) });
      }
    },
    metered: (inner) =>
      service(client, {
        ...manner,
        onCalls: (attempts) => {
          onCalls(attempts);
          inner(attempts);
        },
      }),
    until: (more) => service(client, { ...manner, ending: ending ? AbortSignal.any([ending, more]) : more }),
    close: () => client.destroy(),
  };
}

/** The region of a client of the SDK, which finds it by itself. */
async function regionOf({ config }: { readonly config: unknown }): Promise<string | undefined> {
  if (!(config instanceof Object) || !('region' in config) || typeof config.region !== 'function') return undefined;
  // Where it has none, that is what the failure itself tells.
  const region: unknown = await Promise.resolve(config.region()).catch(() => undefined);
  return typeof region === 'string' ? region : undefined;
}

/** The domain that a request of SageMaker is about. */
function domainOf(input: object): string | undefined {
  const named = Object.entries(input).find(([name]) => name === 'DomainId' || name === 'DomainIdEquals');
  const id: unknown = named?.[1];
  return typeof id === 'string' ? id : undefined;
}

/** A command carries its operation's schema, whose third member is the operation's name (`StaticOperationSchema`). */
function operationOf({ schema }: { readonly schema?: unknown }): string {
  const name: unknown = Array.isArray(schema) ? schema[2] : undefined;
  return typeof name === 'string' ? name : 'A call to AWS';
}

/**
 * What a call comes to, or a failure where it takes longer than so many milliseconds, or is to end. The SDK limits the wait
 * for a connection and for an answer's beginning; this is for the rest: a program that is to bring credentials, an answer
 * that never ends, a pause before the next try.
 */
async function limited<T>(
  operation: string,
  milliseconds: number,
  ending: AbortSignal | undefined,
  call: (abortSignal: AbortSignal) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  let end: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const give = (kind: 'unreachable' | 'interrupted', message: string) => {
      reject(new AwsError({ kind, operation, message }));
      abort.abort();
    };
    end = () => give('interrupted', 'it was interrupted');
    timer = setTimeout(
      () => give('unreachable', `no whole answer came within ${milliseconds / 1_000} s`),
      milliseconds,
    );
    ending?.addEventListener('abort', end, { once: true });
    if (ending?.aborted) end();
  });
  try {
    return await Promise.race(ending?.aborted ? [limit] : [call(abort.signal), limit]);
  } finally {
    clearTimeout(timer);
    if (end) ending?.removeEventListener('abort', end);
  }
}

function attemptsOf(error: unknown): number {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  const attempts = metadata instanceof Object && 'attempts' in metadata ? metadata.attempts : undefined;
  return typeof attempts === 'number' ? attempts : 1;
}
