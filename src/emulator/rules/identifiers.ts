import { instanceId } from './identity-center';
import { randomInt } from 'node:crypto';

/**
 * So many digits of a number system, all equally likely. `randomInt` has 48 bits, of numbers that Node.js has made in
 * advance, which bytes are not.
 */
function digits(length: number, radix: 16 | 36): string {
  const count = Math.min(length, radix === 36 ? 9 : 11);
  const some = randomInt(radix ** count)
    .toString(radix)
    .padStart(count, '0');
  return count === length ? some : some + digits(length - count, radix);
}

const lettersAndDigits = (length: number) => digits(length, 36);

/** `d-` and twelve lower-case letters or digits, as in the ids that AWS gives. */
export const newDomainId = () => `d-${lettersAndDigits(12)}`;

/** What follows `fs-`, `fsmt-` or `sg-`. */
export const newHexadecimals = () => digits(17, 16);

/** The POSIX user of a home directory: up to ten digits (service model, `EfsUid`). */
export const newHomeEfsFileSystemUid = () => String(randomInt(200_000, 4_000_000));

/** The Identity Center application that an SSO domain gets. */
export const newSingleSignOnApplicationArn = (accountId: string) =>
  `arn:aws:sso::${accountId}:application/${instanceId(accountId)}/apl-${digits(16, 16)}`;

/** The end of the name of the bucket for shared notebooks: eleven lower-case letters or digits, as recorded. */
export const newBucketSuffix = () => lettersAndDigits(11);
