import type { ServiceError } from '../errors';
import type { Ended } from '../trail/noted';
import type { Asked } from './asked';
import { codeIn } from './refused';

/**
 * What CloudTrail calls data events, of objects and of invocations, which cannot be looked up [CloudTrail guide,
 * logging data events]: there are none of them without a trail that asks for them.
 */
const DATA_EVENTS =
  /^(s3:(.*Object.*|ListBucket|ListBucketVersions|ListBucketMultipartUploads|ListMultipartUploadParts|AbortMultipartUpload)|lambda:Invoke.*|dynamodb:.*Item)$/;
const ABOUT_BUCKETS = /^s3:(Get|Put)BucketObjectLockConfiguration$/;

/** Events that are not named as the action is. */
const NAMES: Record<string, string> = { 's3:ListAllMyBuckets': 'ListBuckets' };

/**
 * The event of a call to another service that policies refused; undefined: it has none. What it asked for is left out:
 * how each service tells it there, and which of it is secret, is not known here.
 */
export function refusedEvent(
  { prefix, action, form }: Asked,
  signedFor: string,
  error: ServiceError,
): Pick<Ended, 'service' | 'name' | 'error'> | undefined {
  const of = `${prefix}:${action}`;
  if (DATA_EVENTS.test(of) && !ABOUT_BUCKETS.test(of)) return undefined;
  const code = codeIn(form, error);
  return {
    service: { eventSource: `${signedFor}.amazonaws.com` },
    name: NAMES[of] ?? action,
    // [EC2 guide, CloudTrail]: errors of EC2 are told by whose fault they are.
    error: { code: form === 'ec2' ? `Client.${code}` : code, message: error.message },
  };
}
