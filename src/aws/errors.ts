import { say, type Message } from '../protocol/message';

/**
 * What went wrong when AWS was asked, in our terms.
 *
 * `permission` names the IAM action to allow. `credentials`: there are none, or they have expired. `unreachable`: no
 * answer came (network, time-out). `interrupted`: whoever asked has ended it. `conflict`: the resource is in use or in the wrong state. `limit`: a quota of the
 * account has no room. `told` is there where `message` is not AWS's words but ours.
 */
export type AwsFailure =
  | { kind: 'permission'; action: string; message: string; told?: Message }
  | {
      kind: 'throttled' | 'credentials' | 'unreachable' | 'interrupted' | 'not-found' | 'conflict' | 'limit' | 'failed';
      operation: string;
      message: string;
      told?: Message;
    };

/** An AWS call that failed; everything in `src/aws` that rejects, rejects with this. */
export class AwsError extends Error {
  /** The region that was asked, where it is known. */
  readonly region: string | undefined;
  /** The domain that was asked about, where it was about one. */
  readonly domainId: string | undefined;

  constructor(
    readonly failure: AwsFailure,
    {
      region,
      domainId,
      ...options
    }: ErrorOptions & { region?: string | undefined; domainId?: string | undefined } = {},
  ) {
    super(failure.message, options);
    this.region = region;
    this.domainId = domainId;
    this.name = 'AwsError';
  }
}

/** A failure in a sentence, which names the operation once; `where` stands after it. */
export const failureText = ({ operation, message }: { operation: string; message: string }, where = '') =>
  message.startsWith(`${operation} `)
    ? `${operation}${where}${message.slice(operation.length)}`
    : `${operation}${where}: ${message}`;

/** What AWS refused, and in which region, in a sentence; of what is not in a domain, in which one. */
export function sentenceOf({ failure, region, domainId }: AwsError): string {
  const named = domainId === undefined || failure.kind !== 'not-found' || failure.message.includes(domainId);
  const where = `${named ? '' : ` for domain ${domainId}`}${region === undefined ? '' : ` in ${region}`}`;
  return failure.kind === 'permission' ? `AWS refused${where}: ${failure.message}` : failureText(failure, where);
}

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
  // Of KMS: a key, an alias.
  NotFoundException: 'not-found',
  // The account is in no organization, so that there is nothing of one.
  AWSOrganizationsNotInUseException: 'not-found',
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
  const reason = reasonOf(error, operation);
  const { message } = reason;
  const status = statusOf(error);
  const kind = names[name] ?? (absent.test(name) ? 'not-found' : status === undefined ? undefined : statuses[status]);
  const refused = denials.includes(name);
  if (refused || (kind === undefined && status === 403)) {
    return { kind: 'permission', action: named(message) ?? `${service}:${actions[operation] ?? operation}`, ...reason };
  }
  if (kind === undefined && status === 301) {
    return { kind: 'conflict', operation, message: 'the bucket is in another region; name its region' };
  }
  const code =
    typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { kind: kind ?? (networkCodes.test(code) ? 'unreachable' : 'failed'), operation, ...reason };
}

/** The action that AWS's own sentence names: that of passing a role, or of adding tags, is not the operation's. */
const named = (message: string) => /is not authorized to perform: ([\w-]+:\w+)/.exec(message)?.[1];

/** An answer to HEAD has a status and nothing else. */
const statuses: Record<number, 'not-found' | 'throttled'> = { 404: 'not-found', 429: 'throttled' };

/** Operations that are allowed by an action of another name. */
const actions: Record<string, string> = {
  HeadObject: 'GetObject',
  ListObjectsV2: 'ListBucket',
  ListBuckets: 'ListAllMyBuckets',
};

/** What is told: where AWS gives no reason, at least what was asked and what came. */
function reasonOf(error: unknown, operation: string): Pick<AwsFailure, 'message' | 'told'> {
  if (!(error instanceof Error)) return { message: String(error) };
  // While it connects, and while it waits: the SDK words them differently.
  const silence = /(?:timed out after|exceeded the configured) (\d+) ms/.exec(error.message)?.[1];
  if (error.name === 'TimeoutError' && silence !== undefined) {
    const seconds = Number(silence) / 1_000;
    return { message: `no answer came within ${seconds} s`, told: say('aws-silent-within', { seconds }) };
  }
  // Something else than AWS answered, such as a proxy; the SDK's sentence about that is for programmers.
  if (/^\s*Deserialization error: /m.test(error.message)) {
    const status = statusOf(error);
    const message = `${operation} was answered${status === undefined ? '' : ` ${status}`}, but not as AWS answers: does a proxy or another address stand in between?`;
    return { message, told: say('aws-not-of-aws') };
  }
  // The SDK says UnknownError where an answer has no text.
  if (error.message !== '' && error.message !== 'UnknownError') return { message: error.message };
  const name = ['Error', 'Unknown', ''].includes(error.name) ? '' : ` ${error.name}`;
  const status = statusOf(error);
  const message = `${operation} was answered${status === undefined ? '' : ` ${status}`}${name}, without a reason`;
  const answer = `${status ?? ''}${name}`.trim();
  return { message, told: answer === '' ? say('aws-no-reason') : say('aws-answered-status', { status: answer }) };
}

/** The HTTP status of the answer that an SDK error is about. */
export function statusOf(error: unknown): number | undefined {
  const metadata = error instanceof Error && '$metadata' in error ? error.$metadata : undefined;
  const status = metadata instanceof Object && 'httpStatusCode' in metadata ? metadata.httpStatusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}
