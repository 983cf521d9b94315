import { validationException } from '../../errors';
import { taggedKinds } from '../../rules/tagged';
import type { AnyRecord } from '../../state/records';
import type { Transaction } from '../../state/transaction';

/** Every resource of the region that can have tags. */
export function* taggable(state: Transaction): Iterable<AnyRecord> {
  for (const kind of taggedKinds) yield* state.below(kind, '*');
}

/**
 * Those that have tags. AWS lists what once had some as well; whether it ever had is not kept here.
 */
export function* tagged(state: Transaction): Iterable<AnyRecord> {
  for (const record of taggable(state)) if (Object.keys(record.tags).length > 0) yield record;
}

/** A resource's type as the filters name it: `sagemaker:domain`. */
export function typeOf({ arn }: Pick<AnyRecord, 'arn'>): string {
  const [, , service = '', , , resource = ''] = arn.split(':');
  return `${service}:${resource.split('/')[0]}`;
}

/** A page's place in the keys or values of tags, which are told in their order: a name, after which it goes on. */
export function pageOfNames(names: Iterable<string>, token: string | undefined): { names: string[]; next: string } {
  const after = token ? Buffer.from(token, 'base64url').toString() : undefined;
  if (token && Buffer.from(after ?? '').toString('base64url') !== token) {
    throw validationException(`Invalid PaginationToken: ${token}`);
  }
  const left = [...new Set(names)].sort().filter((name) => after === undefined || name > after);
  const page = left.slice(0, PAGE);
  return { names: page, next: left.length > PAGE ? Buffer.from(page.at(-1) ?? '').toString('base64url') : '' };
}

/** How many there are in a page where the request does not say, and at most. */
export const PAGE = 100;
