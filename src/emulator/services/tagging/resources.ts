import { InvalidToken } from '../../errors';
import { isOfStudio, taggedKinds, taggedResource } from '../../rules/tagged';
import type { AnyRecord, Kind } from '../../state/records';
import type { Transaction } from '../../state/transaction';

/** What can have tags here: what Studio's own operations make, and the file systems of its domains. */
const kinds: readonly Kind[] = [...taggedKinds, 'file-system'];

/** The resource of an ARN. Throws ResourceNotFound. */
export function resourceOf(state: Transaction, arn: string): AnyRecord {
  const record = state.withArn(arn);
  return record?.kind === 'file-system' ? record : taggedResource(state, arn);
}

/**
 * The resources of the region that have tags. AWS lists what once had some as well; whether it ever had is not kept here.
 */
export function* tagged(state: Transaction): Iterable<AnyRecord> {
  for (const kind of kinds) {
    for (const record of state.below(kind, '*')) if (Object.keys(record.tags).length > 0) yield record;
  }
}

/** A resource's type as the filters name it: `sagemaker:domain`. */
export function typeOf({ arn }: Pick<AnyRecord, 'arn'>): string {
  const [, , service = '', , , resource = ''] = arn.split(':');
  return `${service}:${resource.split('/')[0]}`;
}

/** Whether there may be resources of a type here, or of a service. */
export function isTypeHere(type: string): boolean {
  const [service = '', kind] = type.toLowerCase().split(':');
  if (service === 'elasticfilesystem') return true;
  return service === 'sagemaker' && (kind === undefined || isOfStudio(`arn:aws:sagemaker:::${kind}/`));
}

/** A page's place in the keys or values of tags, which are told in their order: a name, after which it goes on. */
export function pageOfNames(names: Iterable<string>, token: string | undefined): { names: string[]; next: string } {
  const after = token ? Buffer.from(token, 'base64url').toString() : undefined;
  if (token && Buffer.from(after ?? '').toString('base64url') !== token) {
    throw new InvalidToken(`Invalid PaginationToken: ${token}`);
  }
  const left = [...new Set(names)].sort().filter((name) => after === undefined || name > after);
  const page = left.slice(0, PAGE);
  return { names: page, next: left.length > PAGE ? Buffer.from(page.at(-1) ?? '').toString('base64url') : '' };
}

/** How many there are in a page where the request does not say, and at most. */
export const PAGE = 100;
