import { $ZodError } from 'zod/v4/core';
import { errorCode } from './error-code';

/*
 * What the codes of the operating system mean to a reader. Node.js's own messages (`EACCES: permission denied, open '/…'`)
 * are for the log.
 */
const words: Record<string, string> = {
  EACCES: 'this user may not read or write it',
  EPERM: 'this user may not do that',
  EROFS: 'its disk can only be read',
  ENOSPC: 'its disk is full',
  EDQUOT: 'its disk quota is used up',
  EIO: 'its disk does not work',
  ENOENT: 'it is not there',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EEXIST: 'something else is in its place',
  ENOTEMPTY: 'the folder is not empty',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENOMEM: 'there is too little memory',
  EBUSY: 'something else uses it',
  ESTALE: 'its network disk has forgotten it',
  ETIMEDOUT: 'it did not answer in time',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ENOTFOUND: 'its name is not known in this network',
  EAI_AGAIN: 'the name server does not answer',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no way to it',
};

/** Why something failed, as the end of a sentence in the reader's words. */
export function whyOf(error: unknown): string {
  const code = errorCode(error);
  if (code !== undefined && Object.hasOwn(words, code)) return words[code] ?? code;
  if (error instanceof $ZodError) return misfit(error);
  if (error instanceof SyntaxError) return 'it is not JSON';
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^[A-Z]{3,}: /, '').replace(/\.$/, '') || 'no reason was given';
}

/** The first thing that does not fit, in one line: `SpaceName: expected string, received number`. */
export function misfit({ issues: [first] }: $ZodError): string {
  if (!first) return 'it does not have the form that it must have';
  const where = first.path.join('.');
  const what = first.message.replace(/^Invalid input: /, '');
  return where === '' ? what : `${where}: ${what}`;
}
