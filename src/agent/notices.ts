import { $ZodError } from 'zod/v4/core';
import { AwsError, type AwsFailure, failureText } from '../aws/errors';
import { remedyOf } from '../aws/remedy';
import type { Notice } from '../protocol/notice';
import { quotaOf } from '../studio/quota';
import { misfit, whyOf } from './why';

/** A failure as the reader is told: what is missing, why, and what to do. */
export function noticeOf(error: unknown): Notice {
  if (error instanceof AwsError) return awsNotice(error.failure);
  if (error instanceof Told) return error.notice;
  return { code: 'failed', message: sentence(unforeseen(error)) };
}

/** What nobody has put into words before: no program's own message, which is for the log. */
function unforeseen(error: unknown): string {
  if (error instanceof $ZodError) return `An answer does not have the form that it must have: ${misfit(error)}`;
  if (error instanceof SyntaxError) return `An answer is not as it must be: ${whyOf(error)}`;
  const file = error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  if (file !== undefined) return `${file} could not be read or written: ${whyOf(error)}`;
  const why = whyOf(error);
  return why.charAt(0).toUpperCase() + why.slice(1);
}

/** An error that already is in the reader's words. */
export class Told extends Error {
  constructor(readonly notice: Notice) {
    super(notice.message);
    this.name = 'Told';
  }
}

/** A failure that offers what to do instead: to start the app on another instance type. */
export class Offering extends Told {
  constructor(
    notice: Notice,
    readonly offer: { instanceType: string },
  ) {
    super(notice);
  }
}

function awsNotice(failure: AwsFailure): Notice {
  const told = remedyOf(failure, 'user');
  const remedy = told === undefined ? {} : { remedy: told };
  switch (failure.kind) {
    case 'permission':
      return {
        code: 'permission',
        action: failure.action,
        message: `This app's role may not call ${failure.action}.`,
        ...remedy,
      };
    case 'throttled':
      return {
        code: 'throttled',
        message: `SageMaker asks to slow down (${failure.operation}).`,
        ...remedy,
      };
    case 'credentials':
      return {
        code: 'unreachable',
        message: `No valid AWS credentials for ${failure.operation}: ${sentence(failure.message)}`,
        ...remedy,
      };
    case 'unreachable':
      return {
        code: 'unreachable',
        message: `The SageMaker API did not answer ${failure.operation}: ${sentence(failure.message)}`,
        ...remedy,
      };
    case 'not-found':
      return { code: 'not-found', message: failureText(failure) };
    case 'limit':
      return limitNotice(failure.operation, failure.message);
    case 'conflict':
    case 'interrupted':
    case 'failed':
      return { code: 'failed', message: failureText(failure) };
  }
}

function limitNotice(operation: string, message: string): Notice {
  const quota = quotaOf(message);
  if (!quota) return { code: 'failed', message: `${operation}: ${message}` };
  return {
    code: 'failed',
    message: `The account's quota "${quota.name}" has no room: it is ${quota.limit}, ${quota.used} in use.`,
    remedy:
      'Choose another instance type, or ask whoever runs the AWS account to request an increase of that quota: ' +
      'console, Service Quotas, Amazon SageMaker.',
  };
}

/** A program's words as a sentence, so that another can follow. */
export const sentence = (words: string): string => (/[.!?]$/.test(words) ? words : `${words}.`);
