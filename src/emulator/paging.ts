import { validationException } from './errors';

/** The paging members that every List operation has; the enum of `SortOrder` is in capitals for images. */
export interface PageRequest {
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
  SortOrder?: 'Ascending' | 'Descending' | 'ASCENDING' | 'DESCENDING' | undefined;
}

/** Where a page ended: the value sorted by and the key of its last item. */
type Cursor = [value: number | string, key: string];

/** [BC doc of the List operations]: "The default value is 10". */
const DEFAULT_PAGE = 10;

/**
 * One page of `records`, sorted by `by` and then by key, and the token of the next one. Items that are made or
 * deleted between two pages neither repeat nor hide others, because the token names where the page ended. One pass
 * that keeps the page's items only: the time does not grow with what is sorted, only with what is looked at.
 */
export function page<R extends { key: string }>(
  records: Iterable<R>,
  by: (record: R) => number | string,
  request: PageRequest,
  defaultSize = DEFAULT_PAGE,
): { items: R[]; NextToken: string | undefined } {
  const descending = request.SortOrder?.toUpperCase() === 'DESCENDING';
  const order = (a: Cursor, b: Cursor) => (descending ? compare(b, a) : compare(a, b));
  const size = request.MaxResults ?? defaultSize;
  const after = request.NextToken === undefined ? undefined : cursorOf(request.NextToken);
  const found: { cursor: Cursor; record: R }[] = [];
  for (const record of records) {
    const cursor: Cursor = [by(record), record.key];
    if (after && order(cursor, after) <= 0) continue;
    const last = found[found.length - 1];
    // One more than the page holds tells whether there is a next one.
    if (found.length > size && last && order(cursor, last.cursor) >= 0) continue;
    found.splice(placeOf(cursor, found, order), 0, { cursor, record });
    if (found.length > size + 1) found.pop();
  }
  const items = found.slice(0, size);
  const end = items[items.length - 1];
  return {
    items: items.map(({ record }) => record),
    NextToken: found.length > size && end ? tokenOf(end.cursor) : undefined,
  };
}

function placeOf(cursor: Cursor, found: { cursor: Cursor }[], order: (a: Cursor, b: Cursor) => number): number {
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = found[middle];
    if (other && order(other.cursor, cursor) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare([a, aKey]: Cursor, [b, bKey]: Cursor): number {
  if (a !== b) return a < b ? -1 : 1;
  if (aKey === bKey) return 0;
  return aKey < bKey ? -1 : 1;
}

const tokenOf = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

function cursorOf(token: string): Cursor {
  try {
    const [value, key]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString());
    if ((typeof value === 'number' || typeof value === 'string') && typeof key === 'string') return [value, key];
  } catch {
    // Not one of ours: said below.
  }
  // The sentence is ours: AWS's is not known.
  throw validationException(`Invalid NextToken: ${token}`);
}
