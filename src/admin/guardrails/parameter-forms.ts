import { z } from 'zod';

/** A text of this form; what it takes is told where it is not. */
export const like = (pattern: RegExp, what: string) => z.string().regex(pattern, { error: `takes ${what}` });
export const list = <T>(each: z.ZodType<T>) =>
  z.array(each).min(1, { error: 'is empty: leave it out, or name one or more' });
const partition = 'arn:(?:aws|aws-cn|aws-us-gov)';
export const arnOf = (rest: string, what: string) => like(new RegExp(`^${partition}:${rest}$`), what);
export const digits = like(/^\d{12}$/, 'the twelve digits of an account, in quotes');
export const role = arnOf(
  String.raw`iam::(?:\d{12}|\*):role/[\w+=,.@*/-]+`,
  'the ARN of a role (not of a session), such as arn:aws:iam::123456789012:role/StudioAdmin',
);
export const kmsKey = arnOf(
  String.raw`kms:[a-z0-9-]+:\d{12}:key/[A-Za-z0-9-]+`,
  'the ARN of a KMS key (not an alias), such as arn:aws:kms:eu-west-1:123456789012:key/1111aaaa-22bb-33cc-44dd-555566667777',
);
export const instanceType = like(
  /^(?:system|ml\.[a-z0-9*?-]+(?:\.[a-z0-9*?-]+)?)$/,
  'an instance type or a pattern, such as ml.m5.* or system',
);
export const word = (what: string) => like(/^[\w+=,.@:/-]+$/, what);
export const tag = like(/^[A-Za-z][\w-]{0,63}$/, 'a tag key of letters, digits, _ and -, such as owner');
export const bucketPattern = like(/^[a-z0-9][a-z0-9.*-]{1,62}$/, 'the name of a bucket or a pattern');
