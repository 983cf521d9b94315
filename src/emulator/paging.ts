import { InvalidToken } from './errors';
import { compareSortKeys, type Order, type SortKey } from './state/order';

/** The paging members that every List operation has; the enum of `SortOrder` is in capitals for images. */
export interface PageRequest {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
  SortOrder?: 'Ascending' | 'Descending' | 'ASCENDING' | 'DESCENDING' | undefined;
}

/** [BC doc of the List operations]: "The default value is 10". */
const DEFAULT_PAGE = 10;

/** A page, and the token of the next one. */
interface Page<R> {
  items: R[];
  NextToken: string | undefined;
}

/**
 * One page of the records in an order that a list's filters let pass, and the token of the next one. Items that are
 * made or deleted between two pages neither repeat nor hide others, because the token names where the page ended.
 * Only the page's own records are looked at, and those before them that do not pass.
 */
export function pageOf<R extends { key: string }>(
  order: Order<R>,
  request: PageRequest,
  passes: (record: R) => boolean = () => true,
): Page<R> {
  const size = request.MaxResults ?? DEFAULT_PAGE;
  const items: R[] = [];
  for (const record of order.after(endOf(request), isDescending(request))) {
    if (!passes(record)) continue;
    // One more than the page holds tells whether there is a next one.
    const last = items[size - 1];
    if (last) return { items, NextToken: tokenOf(order.sortKeyOf(last)) };
    items.push(record);
  }
  return { items, NextToken: undefined };
}

/** The same of a few things that are in no order, such as one resource's tags: sorted by `by` and then by key. */
export function page<R extends { key: string }>(
  records: Iterable<R>,
  by: (record: R) => number | string,
  request: PageRequest,
  defaultSize = DEFAULT_PAGE,
): Page<R> {
  const sign = isDescending(request) ? -1 : 1;
  const end = endOf(request);
  const placed = Array.from(records, (record) => ({ value: by(record), key: record.key, record }))
    .filter((place) => !end || sign * compareSortKeys(place, end) > 0)
    .sort((one, other) => sign * compareSortKeys(one, other));
  const found = placed.slice(0, request.MaxResults ?? defaultSize);
  const last = found[found.length - 1];
  return {
    items: found.map(({ record }) => record),
    NextToken: placed.length > found.length && last ? tokenOf(last) : undefined,
  };
}

const isDescending = ({ SortOrder }: PageRequest) => SortOrder?.toUpperCase() === 'DESCENDING';
const endOf = ({ NextToken }: PageRequest) => (NextToken === undefined ? undefined : sortKeyOf(NextToken));

const tokenOf = ({ value, key }: SortKey) => Buffer.from(JSON.stringify([value, key])).toString('base64url');

function sortKeyOf(token: string): SortKey {
  try {
    const [value, key]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString());
    if ((typeof value === 'number' || typeof value === 'string') && typeof key === 'string') return { value, key };
  } catch {
    // Not one of ours: said below.
  }
  // The sentence is ours: AWS's is not known.
  throw new InvalidToken(`Invalid NextToken: ${token}`);
}
