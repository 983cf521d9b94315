import { AwsError } from './errors';

/** One page of a List operation, and the token of the next. */
export interface Page<T> {
  items: T[];
  nextToken?: string;
}

/** No list that is asked for here has so many pages: one that goes on is broken, or would take what others wait for. */
export const mostPages = 1_000;

/**
 * Reads pages to the end, or until `enough` says so after a page, from the token `from` on: the items so far, whether
 * that is all, and else the token that goes on. Rejects with `AwsError` where the list does not end: what was read of it
 * must not pass for the whole.
 */
export async function readPages<T>(
  page: (nextToken: string | undefined) => Promise<Page<T>>,
  enough: (pagesRead: number) => boolean = () => false,
  from?: string,
): Promise<{ items: T[]; pages: number; complete: boolean; nextToken?: string }> {
  const items: T[] = [];
  let token = from;
  for (let pages = 1; ; pages += 1) {
    const read = await page(token);
    items.push(...read.items);
    if (read.nextToken !== undefined && read.nextToken === token) throw endless('it gives the same page again');
    token = read.nextToken;
    if (token === undefined) return { items, pages, complete: true };
    if (enough(pages)) return { items, pages, complete: false, nextToken: token };
    if (pages >= mostPages) throw endless(`it goes on after ${mostPages} pages, and no more are read`);
  }
}

const endless = (message: string) => new AwsError({ kind: 'failed', operation: 'The list', message });
