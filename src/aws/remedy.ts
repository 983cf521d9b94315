import type { AwsError, AwsFailure } from './errors';
import { listedBy } from './listed-by';

/**
 * What an administrator can do about a failure, in one place for all who tell of it: the end of a line, as commands write
 * it. Nothing where the kind alone says nothing of that. What a user can do is the agent's to say.
 */
export function remedyOf({
  failure,
  region,
  domainId,
}: Pick<AwsError, 'failure' | 'region' | 'domainId'>): string | undefined {
  switch (failure.kind) {
    case 'permission':
      return `allow ${failure.action}`;
    case 'throttled':
      return 'wait a minute and run it again: the limit is shared by all who use the account';
    case 'credentials':
      return 'sign in to AWS, for example with `aws sso login`, name a profile that is signed in by AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';
    case 'unreachable':
      return 'check the network, the proxy, the region and, if it is set, AWS_ENDPOINT_URL';
    case 'not-found':
      return listedBy(failure.operation, region, domainId);
    case 'interrupted':
    case 'limit':
    case 'conflict':
    case 'failed':
      return undefined;
  }
}

/**
 * The same for an administrator of what could not be looked at, where something is always to be said. What AWS will answer
 * the same way each time is not tried again: it is corrected.
 */
export function remedyOfGap(failure: AwsFailure): string {
  if (failure.kind === 'not-found') return 'name one that exists where it is set';
  // A wrong state and a value that AWS does not take are both a ValidationException.
  if (failure.kind === 'conflict') return 'correct what AWS refuses, and run this again';
  return remedyOf({ failure, region: undefined, domainId: undefined }) ?? 'try again later';
}
