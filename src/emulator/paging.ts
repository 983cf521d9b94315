import { validationException } from './errors';

/** The paging members that every List operation has; the enum of `SortOrder` is in capitals for images. */
export interface PageRequest {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
  SortOrder?: 'Ascending' | 'Descending' | 'ASCENDING' | 'DESCENDING' | undefined;
}

/** Where a record stands: the value sorted by, and its key among those of the same value. */
interface Place {
  value: number | string;
  key: string;
}

/** [BC doc of the List operations]: "The default value is 10". */
const DEFAULT_PAGE = 10;

/**
 * One page of `records`, sorted by `by` and then by key, and the token of the next one. Items that are made or
 * deleted between two pages neither repeat nor hide others, because the token names where the page ended. One pass
 * that keeps the page's items only: most records cost one comparison.
 */
export function page<R extends { key: string }>(
  records: Iterable<R>,
  by: (record: R) => number | string,
  request: PageRequest,
  defaultSize = DEFAULT_PAGE,
): { items: R[]; NextToken: string | undefined } {
  const sign = request.SortOrder?.toUpperCase() === 'DESCENDING' ? -1 : 1;
  const size = request.MaxResults ?? defaultSize;
  const end = request.NextToken === undefined ? undefined : placeOf(request.NextToken);
  const found: (Place & { record: R })[] = [];
  for (const record of records) {
    const value = by(record);
    // One more than the page holds tells whether there is a next one.
    const last = found[size];
    if (last && sign * compare(value, record.key, last) >= 0) continue;
    if (end && sign * compare(value, record.key, end) <= 0) continue;
    if (last) found.pop();
    let [low, high] = [0, found.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = found[middle];
      if (other && sign * compare(value, record.key, other) > 0) low = middle + 1;
      else high = middle;
    }
    found.splice(low, 0, { value, key: record.key, record });
  }
  const items = found.slice(0, size);
  const final = items[items.length - 1];
  return {
    items: items.map(({ record }) => record),
    NextToken: found.length > size && final ? tokenOf(final) : undefined,
  };
}

function compare(value: Place['value'], key: string, other: Place): number {
  if (value !== other.value) return value < other.value ? -1 : 1;
  if (key === other.key) return 0;
  return key < other.key ? -1 : 1;
}

const tokenOf = ({ value, key }: Place) => Buffer.from(JSON.stringify([value, key])).toString('base64url');

function placeOf(token: string): Place {
  try {
    const [value, key]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString());
    if ((typeof value === 'number' || typeof value === 'string') && typeof key === 'string') return { value, key };
  } catch {
    // Not one of ours: said below.
  }
  // The sentence is ours: AWS's is not known.
  throw validationException(`Invalid NextToken: ${token}`);
}
