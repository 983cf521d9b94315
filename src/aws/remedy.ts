import type { AwsFailure } from './errors';

/** Who reads of a failure: a user in an app, whose credentials Studio gives; or an administrator with their own. */
export type Reader = 'user' | 'administrator';

/**
 * What to do about a failure, in one place for all who tell of it. Nothing where the kind alone says nothing of that.
 * Sentences for a user; for an administrator the end of a line, as commands write it.
 */
export function remedyOf(failure: AwsFailure, reader: Reader): string | undefined {
  switch (failure.kind) {
    case 'permission':
      return reader === 'user'
        ? `Ask your administrator to allow ${failure.action} for the execution role.`
        : `allow ${failure.action}`;
    case 'throttled':
      return reader === 'user'
        ? 'Nothing to do: it is asked again later, less often.'
        : 'wait a minute and run it again: the limit is shared by all who use the account';
    case 'credentials':
      return reader === 'user'
        ? 'Stop the app and run it again: Studio gives it new credentials.'
        : 'sign in to AWS, for example with `aws sso login`, name a profile that is signed in by AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY';
    case 'unreachable':
      return reader === 'user'
        ? 'Check the network; in a VpcOnly domain, that there is an endpoint for sagemaker.api.'
        : 'check the network, the proxy and AWS_REGION';
    case 'interrupted':
    case 'not-found':
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
  return remedyOf(failure, 'administrator') ?? 'try again later';
}
