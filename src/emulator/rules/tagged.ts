import { resourceNotFound, validationException } from '../errors';
import type { AnyRecord, Kind } from '../state/records';
import type { Transaction } from '../state/transaction';

const KINDS = /^(domain|user-profile|space|app|studio-lifecycle-config|image|image-version|app-image-config)\//i;

/** Whether an ARN is of a kind that Studio's own operations make. */
export const isOfStudio = (arn: string) => KINDS.test(arn.split(':').slice(5).join(':'));

/** What can have tags. */
export const taggedKinds: readonly Kind[] = [
  'domain',
  'user-profile',
  'space',
  'app',
  'lifecycle-config',
  'image',
  'image-version',
  'app-image-config',
];

/** [BC doc of the Tag shapes]: a resource has 50 tags at most. */
const MOST_TAGS = 50;

/**
 * The resource of an ARN, in whichever case it is written: AWS's own ARNs of apps vary in it (fact sheet, section 4).
 * The operations on tags have no modelled errors; that an unknown resource is a ResourceNotFound is an assumption.
 */
export function taggedResource(state: Transaction, arn: string): AnyRecord {
  const record = isOfStudio(arn) ? state.withArn(arn) : undefined;
  if (record) return record;
  throw resourceNotFound(`Resource [${arn}] does not exist.`);
}

/**
 * An ARN as it was made, however a request writes it: it finds a resource in any case, and policies tell cases apart.
 */
export const arnAsMade = (state: Transaction, arn: string): string => state.withArn(arn)?.arn ?? arn;

/** Refuses more tags than a resource can have; the sentence is ours. */
export function requireFewTags(tags: Record<string, string>): void {
  const count = Object.keys(tags).length;
  if (count > MOST_TAGS) throw validationException(`A resource can have ${MOST_TAGS} tags, and would have ${count}.`);
}

/** Tags as the wire has them. */
export const tagList = (tags: Record<string, string>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
