import { instanceId } from './identity-center';
import { randomBytes, randomInt } from 'node:crypto';

/** How many of them one random number makes: `randomInt` has 48 bits. */
const TOGETHER = 9;

/** Letters in lower case and digits, all equally likely. */
function lettersAndDigits(length: number): string {
  const count = Math.min(length, TOGETHER);
  const some = randomInt(36 ** count)
    .toString(36)
    .padStart(count, '0');
  return count === length ? some : some + lettersAndDigits(length - count);
}

/** `d-` and twelve lower-case letters or digits, as in the ids that AWS gives. */
export const newDomainId = () => `d-${lettersAndDigits(12)}`;

export const newFileSystemId = () => `fs-${randomBytes(9).toString('hex').slice(1)}`;

/** So many ends of ids of what belongs to a file system: seventeen digits of hexadecimal numbers. */
export function newFileSystemParts(count: number): string[] {
  const random = randomBytes(9 * count).toString('hex');
  return Array.from({ length: count }, (_, index) => random.slice(18 * index + 1, 18 * index + 18));
}

/** The POSIX user of a home directory: up to ten digits (service model, `EfsUid`). */
export const newHomeEfsFileSystemUid = () => String(randomInt(200_000, 4_000_000));

/** The Identity Center application that an SSO domain gets. */
export const newSingleSignOnApplicationArn = (accountId: string) =>
  `arn:aws:sso::${accountId}:application/${instanceId(accountId)}/apl-${randomBytes(8).toString('hex')}`;

/** The end of the name of the bucket for shared notebooks: eleven lower-case letters or digits, as recorded. */
export const newBucketSuffix = () => lettersAndDigits(11);
