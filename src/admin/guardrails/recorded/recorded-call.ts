import type { Request } from '../../../iam/request';

/** A call that CloudTrail has recorded, as a request to policies. */
export interface RecordedCall {
  request: Request;
  /** Whether AWS refused it. */
  wasRefused: boolean;
  /**
   * Keys that the request had or had not, which the record does not tell: in small letters, all that begin so where a star
   * stands at the end.
   */
  unknown: readonly string[];
  /** Where what was acted on cannot be told. */
  isOnUnknown: boolean;
}

/** The call with keys that are known otherwise: said by who asks, or read from what is there now. */
export function withKnown(
  call: RecordedCall,
  keys: Readonly<Record<string, string | readonly string[]>>,
  /** Of which everything is known, those that are not among `keys` too. */
  settled: readonly string[] = [],
): RecordedCall {
  return {
    ...call,
    request: { ...call.request, context: { ...call.request.context, ...keys } },
    unknown: call.unknown.filter((pattern) => !settled.includes(pattern)),
  };
}

/** Whether a key's value, or that it is missing, is not known. What is in the request is known. */
export function isUnknown({ request, unknown }: Pick<RecordedCall, 'request' | 'unknown'>, key: string): boolean {
  const name = key.toLowerCase();
  if (Object.keys(request.context).some((one) => one.toLowerCase() === name)) return false;
  return unknown.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : one === name));
}
