/**
 * What went wrong when AWS was asked, in our terms.
 *
 * `permission` names the IAM action to allow. `credentials`: there are none, or they have expired. `unreachable`: no
 * answer came (network, time-out). `interrupted`: whoever asked has ended it. `conflict`: the resource is in use or in the wrong state. `limit`: a quota of the
 * account has no room.
 */
export type AwsFailure =
  | { kind: 'permission'; action: string; message: string }
  | {
      kind: 'throttled' | 'credentials' | 'unreachable' | 'interrupted' | 'not-found' | 'conflict' | 'limit' | 'failed';
      operation: string;
      message: string;
    };

/** An AWS call that failed; everything in `src/aws` that rejects, rejects with this. */
export class AwsError extends Error {
  /** The region that was asked, where it is known. */
  readonly region: string | undefined;

  constructor(
    readonly failure: AwsFailure,
    { region, ...options }: ErrorOptions & { region?: string | undefined } = {},
  ) {
    super(failure.message, options);
    this.region = region;
    this.name = 'AwsError';
  }
}

/** A failure in a sentence, which names the operation once; `where` stands after it. */
export const failureText = ({ operation, message }: { operation: string; message: string }, where = '') =>
  message.startsWith(`${operation} `)
    ? `${operation}${where}${message.slice(operation.length)}`
    : `${operation}${where}: ${message}`;

const names: Record<string, 'throttled' | 'credentials' | 'unreachable' | 'not-found' | 'conflict' | 'limit'> = {
  ThrottlingException: 'throttled',
  Throttling: 'throttled',
  TooManyRequestsException: 'throttled',
  RequestLimitExceeded: 'throttled',
  SlowDown: 'throttled',
  CredentialsProviderError: 'credentials',
  ExpiredToken: 'credentials',
  ExpiredTokenException: 'credentials',
  InvalidClientTokenId: 'credentials',
  AuthFailure: 'credentials',
  UnrecognizedClientException: 'credentials',
  InvalidSignatureException: 'credentials',
  SignatureDoesNotMatch: 'credentials',
  InvalidAccessKeyId: 'credentials',
  TimeoutError: 'unreachable',
  AbortError: 'unreachable',
  ResourceNotFound: 'not-found',
  ResourceNotFoundException: 'not-found',
  RepositoryNotFoundException: 'not-found',
  FileSystemNotFound: 'not-found',
  MountTargetNotFound: 'not-found',
  NatGatewayNotFound: 'not-found',
  PolicyNotFoundException: 'not-found',
  PolicyNotAttachedException: 'not-found',
  TargetNotFoundException: 'not-found',
  ResourceInUse: 'conflict',
  ConflictException: 'conflict',
  FileSystemInUse: 'conflict',
  DependencyViolation: 'conflict',
  DeleteConflictException: 'conflict',
  EntityAlreadyExistsException: 'conflict',
  DuplicatePolicyException: 'conflict',
  DuplicatePolicyAttachmentException: 'conflict',
  PolicyInUseException: 'conflict',
  ConcurrentModificationException: 'conflict',
  RepositoryAlreadyExistsException: 'conflict',
  RepositoryNotEmptyException: 'conflict',
  ResourceLimitExceeded: 'limit',
  LimitExceededException: 'limit',
  ConstraintViolationException: 'limit',
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
  const message = reasonOf(error, operation);
  const status = statusOf(error);
  const kind = names[name] ?? (absent.test(name) ? 'not-found' : status === undefined ? undefined : statuses[status]);
  const refused = denials.includes(name);
  if (refused || (kind === undefined && status === 403)) {
    return { kind: 'permission', action: named(message) ?? `${service}:${actions[operation] ?? operation}`, message };
  }
  if (kind === undefined && status === 301) {
    return { kind: 'conflict', operation, message: 'the bucket is in another region; name its region' };
  }
  const code =
    typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { kind: kind ?? (networkCodes.test(code) ? 'unreachable' : 'failed'), operation, message };
}

/** The action that AWS's own sentence names: that of passing a role, or of adding tags, is not the operation's. */
const named = (message: string) => /is not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1];

/** An answer to HEAD has a status and nothing else. */
const statuses: Record<number, 'not-found' | 'throttled'> = { 404: 'not-found', 429: 'throttled' };

/** Operations that are allowed by an action of another name. */
const actions: Record<string, string> = { HeadObject: 'GetObject', ListObjectsV2: 'ListBucket' };

/** What is told: where AWS gives no reason, at least what was asked and what came. */
function reasonOf(error: unknown, operation: string): string {
  if (!(error instanceof Error)) return String(error);
  const silence = /timed out after (\d+) ms/.exec(error.message)?.[1];
  if (error.name === 'TimeoutError' && silence !== undefined)
    return `no answer came within ${Number(silence) / 1_000} s`;
  // The SDK says UnknownError where an answer has no text.
  if (error.message !== '' && error.message !== 'UnknownError') return error.message;
  const name = ['Error', 'Unknown', ''].includes(error.name) ? '' : ` ${error.name}`;
  const status = statusOf(error);
  return `${operation} was answered${status === undefined ? '' : ` ${status}`}${name}, without a reason`;
}

/** The HTTP status of the answer that an SDK error is about. */
export function statusOf(error: unknown): number | undefined {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  const status = metadata instanceof Object && 'httpStatusCode' in metadata ? metadata.httpStatusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}
