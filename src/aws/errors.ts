/**
 * What went wrong when AWS was asked, in our terms.
 *
 * `permission` names the IAM action to allow. `credentials`: there are none, or they have expired. `unreachable`: no
 * answer came (network, time-out). `conflict`: the resource is in use or in the wrong state. `limit`: a quota of the
 * account has no room.
 */
export type AwsFailure =
  | { kind: 'permission'; action: string; message: string }
  | {
      kind: 'throttled' | 'credentials' | 'unreachable' | 'not-found' | 'conflict' | 'limit' | 'failed';
      operation: string;
      message: string;
    };

/** An AWS call that failed; everything in `src/aws` that rejects, rejects with this. */
export class AwsError extends Error {
  constructor(readonly failure: AwsFailure) {
    super(failure.message);
    this.name = 'AwsError';
  }
}

const names: Record<string, 'throttled' | 'credentials' | 'unreachable' | 'not-found' | 'conflict' | 'limit'> = {
  ThrottlingException: 'throttled',
  RequestLimitExceeded: 'throttled',
  Throttling: 'throttled',
  TooManyRequestsException: 'throttled',
  CredentialsProviderError: 'credentials',
  ExpiredToken: 'credentials',
  ExpiredTokenException: 'credentials',
  InvalidClientTokenId: 'credentials',
  AuthFailure: 'credentials',
  UnrecognizedClientException: 'credentials',
  TimeoutError: 'unreachable',
  AbortError: 'unreachable',
  ResourceNotFound: 'not-found',
  ResourceNotFoundException: 'not-found',
  FileSystemNotFound: 'not-found',
  ResourceInUse: 'conflict',
  ResourceLimitExceeded: 'limit',
  // Absent resources answer ResourceNotFound, a wrong state answers ValidationException (fact sheet, section 4).
  ValidationException: 'conflict',
};
/** EC2 has a word of its own. */
const denials = ['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation'];
/** EC2 names what is not there: `InvalidVpcID.NotFound`. */
const absent = /^Invalid\w+\.NotFound$/;
const networkCodes = /^(ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENET|EPIPE|ETIMEDOUT|ERR_TLS|CERT_|UND_ERR)/;

/**
 * Turns what the SDK threw while `operation` ran into an `AwsFailure`. Codes as seen live or modelled (fact sheet,
 * section 4): `AccessDeniedException`, `ThrottlingException`, `ResourceNotFound`, `ResourceInUse`, `ValidationException`.
 * `service` is its name in IAM actions.
 */
export function failureOf(error: unknown, operation: string, service = 'sagemaker'): AwsFailure {
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error && error.message ? error.message : String(error);
  if (denials.includes(name)) {
    return { kind: 'permission', action: `${service}:${operation}`, message };
  }
  const code =
    typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const kind = names[name] ?? (absent.test(name) ? 'not-found' : networkCodes.test(code) ? 'unreachable' : 'failed');
  return { kind, operation, message };
}
