import type { ServiceError } from '../errors';
import type { Caller } from '../operation';
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

/** Puts a call down, as it is: each one is noted and few are looked up, so that it is here that time counts. */
export function noted({ service, name, caller, requestId, time, input, output, error }: Ended): Noted {
  const { accessKeyId, accountId, principalArn, sourceIdentity, sourceIPAddress, userAgent } = caller;
  const readOnly = /^(Describe|Get|List|Lookup)/.test(name);
  const who = { accessKeyId, accountId, principalArn, sourceIdentity, sourceIPAddress, userAgent };
  const of: Shared = { source: service.eventSource, name, apiVersion: service.apiVersion, readOnly, ...who };
  // What was only read is not repeated.
  const told = readOnly ? undefined : withoutSecrets(output);
  const refusal = error && { code: error.code, message: error.message.slice(0, 1024) };
  const own: Own = [requestId, withoutSecrets(input), told, refusal];
  const text = JSON.stringify(own);
  return { of: JSON.stringify(of), time, own: text.length > LONGEST ? JSON.stringify(shortened(own)) : text };
}

function shortened([requestId, input, output, error]: Own): Own {
  const short = (value: unknown) => (JSON.stringify(value ?? null).length > LONGEST ? undefined : value);
  return [requestId, short(input), short(output), error, { ...namingMembers(input), ...namingMembers(output) }];
}
