import { AwsError } from '../aws/errors';
import type { Failure } from '../protocol/failure';
import type { Notice } from '../protocol/notice';
import { english } from '../protocol/worded';
import { noticeOf, NoticeError } from './notices';

type Code = Failure['failure']['code'];
type Status = 400 | 403 | 404 | 409 | 429 | 500 | 502;

/** A request that is not done: the body and status of its answer. */
export class Refusal extends Error {
  constructor(
    readonly status: Status,
    readonly code: Code,
    readonly notice: Notice,
  ) {
    super(english(notice.message));
    this.name = 'Refusal';
  }
}

/** Any error as the answer to a request: those that we made tell their status, AWS's failures fit one. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof AwsError) {
    const [status, code] = awsStatus[error.failure.kind];
    return new Refusal(status, code, noticeOf(error));
  }
  return new Refusal(error instanceof NoticeError ? 502 : 500, 'failed', noticeOf(error));
}

const awsStatus: Record<AwsError['failure']['kind'], [Status, Code]> = {
  permission: [403, 'failed'],
  throttled: [429, 'failed'],
  credentials: [502, 'failed'],
  unreachable: [502, 'failed'],
  interrupted: [502, 'failed'],
  'not-found': [404, 'not-found'],
  conflict: [409, 'conflict'],
  limit: [409, 'conflict'],
  failed: [502, 'failed'],
};
