import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import type { Caller } from '../caller';

/** What a presigned URL lets its bearer into. */
export interface Grant {
  /** Who made the URL. */
  caller: Caller;
  domainId: string;
  userProfileName: string;
  /** Epoch milliseconds. */
  expires: number;
  sessionSeconds: number;
  landingUri?: string | undefined;
  spaceName?: string | undefined;
}

// Tokens are good for this process only, like the sessions that they would open.
const secret = randomBytes(32);
const seal = (text: string) => createHmac('sha256', secret).update(text).digest();
/** The marks of the tokens that have been used and have not expired, with when they do. */
const used = new Map<string, number>();

/** A token that carries its grant, sealed, so that nothing need be kept until it is used. */
export function newPresignedToken(grant: Grant): string {
  const text = Buffer.from(JSON.stringify({ ...grant, nonce: randomBytes(9).toString('hex') })).toString('base64url');
  return `${text}.${seal(text).toString('base64url')}`;
}

/** The grant of a token that is ours, has not expired and is used for the first time; undefined for any other. */
export function redeem(token: string, now: number): Grant | undefined {
  const [text = '', mark = ''] = token.split('.');
  const given = Buffer.from(mark, 'base64url');
  const expected = seal(text);
  if (given.length !== expected.length || !timingSafeEqual(given, expected) || used.has(mark)) return undefined;
  const grant: Grant = JSON.parse(Buffer.from(text, 'base64url').toString());
  if (grant.expires <= now) return undefined;
  for (const [other, expires] of used) if (expires <= now) used.delete(other);
  used.set(mark, grant.expires);
  return grant;
}
