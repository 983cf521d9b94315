import { randomFillSync, randomInt } from 'node:crypto';
import type { Caller } from '../caller';
import { partitionOf } from '../region';
import { instanceId } from './identity-center';

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Random bytes for many ids at once: to ask for a few takes as long. */
const pool = Buffer.alloc(4096);
let taken = pool.length;

/** So many digits of a number system, all equally likely. */
function digits(length: number, radix: 16 | 36): string {
  // Bytes beyond the last full round would make the first digits likelier than the others.
  const rounds = 256 - (256 % radix);
  let text = '';
  for (; text.length < length; taken += 1) {
    if (taken === pool.length) {
      randomFillSync(pool);
      taken = 0;
    }
    const byte = pool[taken] ?? 0;
    if (byte < rounds) text += DIGITS.charAt(byte % radix);
  }
  return text;
}

const lettersAndDigits = (length: number) => digits(length, 36);

/** `d-` and twelve lower-case letters or digits, as in the ids that AWS gives. */
export const newDomainId = () => `d-${lettersAndDigits(12)}`;

/** What follows `fs-`, `fsmt-` or `sg-`. */
export const newHexadecimals = () => digits(17, 16);

/** The POSIX user of a home directory: up to ten digits (service model, `EfsUid`). */
export const newHomeEfsFileSystemUid = () => String(randomInt(200_000, 4_000_000));

/** The Identity Center application that an SSO domain gets. */
export const newSingleSignOnApplicationArn = ({ accountId, region }: Pick<Caller, 'accountId' | 'region'>) =>
  `arn:${partitionOf(region)}:sso::${accountId}:application/${instanceId(accountId)}/apl-${digits(16, 16)}`;

/** The end of the name of the bucket for shared notebooks: eleven lower-case letters or digits, as recorded. */
export const newBucketSuffix = () => lettersAndDigits(11);
