import type { ServiceError } from '../errors';
import type { Caller } from '../caller';
import { namingMembers } from './resources';
import { withoutSecrets } from './spelling';

/** A call, and how it ended. */
export interface Ended {
  /** `apiVersion` is undefined for a service that is not served here. */
  service: { eventSource: string; apiVersion?: string | undefined };
  name: string;
  caller: Caller;
  requestId: string;
  time: number;
  /** Undefined where it was not understood. */
  input?: unknown;
  output?: unknown;
  error?: Pick<ServiceError, 'code' | 'message'> | undefined;
}

/** What a call has in common with the others of its kind by the same caller. */
export interface Shared {
  /** `sagemaker.amazonaws.com` */
  source: string;
  name: string;
  apiVersion?: string | undefined;
  readOnly: boolean;
  accessKeyId: string;
  accountId: string;
  principalArn: string;
  sourceIdentity?: string | undefined;
  sourceIPAddress: string;
  userAgent: string;
}

/** What is a call's own: `null` where there is none. What was left out as too long is told by the members that name its resources. */
export type Own = [
  requestId: string,
  input?: unknown,
  output?: unknown,
  error?: { code: string; message: string } | null | undefined,
  naming?: Record<string, string> | undefined,
];

/** A call as it is kept until somebody looks it up: texts of JSON, of a `Shared` and an `Own`. */
export interface Noted {
  of: string;
  /** Epoch milliseconds. */
  time: number;
  own: string;
}

/** [CloudTrail record contents]: what is longer than 100 KB is left out. */
const LONGEST = 100 * 1024;

/** Clients that name themselves anew in each call fill no memory. */
const MOST_SHARED = 10_000;

/** Puts a call down, as it is: each one is noted and few are looked up, so that it is here that time counts. */
export class Notes {
  /** By what tells them apart: a text each of what calls have in common. */
  readonly #shared = new Map<string, string>();

  noted({ service, name, caller, requestId, time, input, output, error }: Ended): Noted {
    // What was only read is not repeated.
    const told = isReadOnly(name) ? undefined : withoutSecrets(output);
    const refusal = error && { code: error.code, message: error.message.slice(0, 1024) };
    const own: Own = [requestId, withoutSecrets(input), told, refusal];
    const text = JSON.stringify(own);
    const of = this.#sharedOf(service, name, caller);
    return { of, time, own: text.length > LONGEST ? JSON.stringify(shortened(own)) : text };
  }

  #sharedOf({ eventSource: source, apiVersion }: Ended['service'], name: string, caller: Caller): string {
    const { accessKeyId, accountId, principalArn, sourceIdentity, sourceIPAddress, userAgent } = caller;
    const who = { accessKeyId, accountId, principalArn, sourceIdentity, sourceIPAddress, userAgent };
    // No line break is in any of these but the last, which comes from a body.
    const key = `${source}\n${accessKeyId}\n${accountId}\n${principalArn}\n${sourceIdentity}\n${sourceIPAddress}\n${userAgent}\n${name}`;
    let text = this.#shared.get(key);
    if (text === undefined) {
      if (this.#shared.size === MOST_SHARED) this.#shared.clear();
      const shared: Shared = { source, name, apiVersion, readOnly: isReadOnly(name), ...who };
      this.#shared.set(key, (text = JSON.stringify(shared)));
    }
    return text;
  }
}

const isReadOnly = (name: string) => /^(Describe|Get|List|Lookup)/.test(name);

function shortened([requestId, input, output, error]: Own): Own {
  const short = (value: unknown) => (JSON.stringify(value ?? null).length > LONGEST ? undefined : value);
  return [requestId, short(input), short(output), error, { ...namingMembers(input), ...namingMembers(output) }];
}
