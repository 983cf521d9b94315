import { $ZodError } from 'zod/v4/core';
import { say, type Message } from '../protocol/message';
import type { Code } from '../protocol/messages/texts';
import { errorCode } from './error-code';

/*
 * What the codes of the operating system mean to a reader. Node.js's own messages (`EACCES: permission denied, open '/…'`)
 * are for the log.
 */
const codes = {
  EACCES: 'why-not-permitted',
  EPERM: 'why-not-allowed',
  EROFS: 'why-read-only',
  ENOSPC: 'why-disk-full',
  EDQUOT: 'why-quota',
  EIO: 'why-disk-broken',
  ENOENT: 'why-not-there',
  ENOTDIR: 'why-path-no-folder',
  EISDIR: 'why-is-folder',
  EEXIST: 'why-in-its-place',
  ENOTEMPTY: 'why-not-empty',
  ELOOP: 'why-circle',
  ENAMETOOLONG: 'why-name-too-long',
  EMFILE: 'why-too-many-files',
  ENFILE: 'why-too-many-files',
  ENOMEM: 'why-no-memory',
  EBUSY: 'why-busy',
  ESTALE: 'why-network-disk',
  ETIMEDOUT: 'why-not-in-time',
  ECONNREFUSED: 'why-nothing-listens',
  ECONNRESET: 'why-cut',
  EPIPE: 'why-cut',
  ENOTFOUND: 'why-unknown-name',
  EAI_AGAIN: 'why-name-server',
  EHOSTUNREACH: 'why-no-way',
  ENETUNREACH: 'why-no-way',
  ERR_INVALID_ARG_VALUE: 'why-no-path',
} as const satisfies Record<string, Code>;

const isKnown = (code: string): code is keyof typeof codes => Object.hasOwn(codes, code);

/** What the operating system's code means; nothing for one that we have no words for. */
export function whyOfCode(code: string | undefined): Message | undefined {
  return code !== undefined && isKnown(code) ? say(codes[code]) : undefined;
}

/** Why something failed, as the end of a sentence: a message of ours, or what the program that failed has written. */
export function whyOf(error: unknown): Message | string {
  const known = whyOfCode(errorCode(error));
  if (known) return known;
  if (error instanceof $ZodError) return misfit(error);
  if (error instanceof SyntaxError) return say('is-not-json');
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^[A-Z]{3,}: /, '').replace(/\.$/, '') || say('why-no-reason');
}

/** The first thing that does not fit, in one line: `SpaceName: expected string, received number`. */
export function misfit({ issues: [first] }: $ZodError): Message | string {
  if (!first) return say('wrong-form');
  const where = first.path.join('.');
  const why = first.message.replace(/^Invalid input: /, '');
  if (where === '') return why === 'not JSON' ? say('is-not-json') : why;
  return say('wrong-at', { where, why });
}
