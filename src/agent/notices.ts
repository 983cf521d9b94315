import { $ZodError } from 'zod/v4/core';
import { AwsError, type AwsFailure } from '../aws/errors';
import { say, type Message } from '../protocol/message';
import type { Notice } from '../protocol/notice';
import { english } from '../protocol/worded';
import { quotaOf } from '../studio/quota';
import { misfit, whyOf } from './why';

/** A failure as the reader is told: what is missing, why, and what to do. */
export function noticeOf(error: unknown): Notice {
  if (error instanceof AwsError) return awsNotice(error.failure);
  if (error instanceof NoticeError) return error.notice;
  return { code: 'failed', message: unforeseen(error) };
}

/** What nobody has put into words before: no program's own message, which is for the log. */
function unforeseen(error: unknown): Message {
  if (error instanceof $ZodError) return say('answer-misfit', { why: misfit(error) });
  if (error instanceof SyntaxError) return say('answer-not-json', { why: whyOf(error) });
  const file = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  if (file !== undefined) return say('file-trouble', { file, why: whyOf(error) });
  const why = whyOf(error);
  return typeof why === 'string' ? say('unforeseen', { why: why.charAt(0).toUpperCase() + why.slice(1) }) : why;
}

/** An error that already is what the reader is told. Its own text is for the log. */
export class NoticeError extends Error {
  constructor(readonly notice: Notice) {
    super(english(notice.message));
    this.name = 'NoticeError';
  }
}

/** A failure that offers what to do instead: to start the app on another instance type. */
export class Offering extends NoticeError {
  constructor(
    notice: Notice,
    readonly offer: { instanceType: string },
  ) {
    super(notice);
  }
}

/** Why AWS did not do it: its own words where it gave some. */
export const awsReason = ({ message, told }: AwsFailure): Message | string => told ?? message;

function awsNotice(failure: AwsFailure): Notice {
  switch (failure.kind) {
    case 'permission':
      return {
        code: 'permission',
        action: failure.action,
        message: say('role-may-not', { action: failure.action }),
        remedy: say('allow-for-role', { action: failure.action }),
      };
    case 'throttled':
      return {
        code: 'throttled',
        message: failure.told ?? say('sagemaker-slow-down', { operation: failure.operation }),
        remedy: say('nothing-to-do'),
      };
    case 'credentials':
      return {
        code: 'unreachable',
        message: say('no-credentials', { operation: failure.operation, why: awsReason(failure) }),
        remedy: say('new-credentials'),
      };
    case 'unreachable':
      return {
        code: 'unreachable',
        message: say('sagemaker-silent', { operation: failure.operation, why: awsReason(failure) }),
        remedy: say('sagemaker-endpoint'),
      };
    case 'not-found':
      return { code: 'not-found', message: awsSays(failure) };
    case 'limit':
      return limitNotice(failure);
    case 'conflict':
    case 'interrupted':
    case 'failed':
      return { code: 'failed', message: awsSays(failure) };
  }
}

type Asked = Exclude<AwsFailure, { kind: 'permission' }>;

const awsSays = (failure: Asked): Message =>
  say('aws-says', { operation: failure.operation, words: awsReason(failure) });

function limitNotice(failure: Asked): Notice {
  const quota = quotaOf(failure.message);
  if (!quota) return { code: 'failed', message: awsSays(failure) };
  return {
    code: 'failed',
    message: say('quota-full', { name: quota.name, limit: quota.limit, used: quota.used }),
    remedy: say('quota-increase'),
  };
}
