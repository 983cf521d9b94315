/** One page of a List operation, and the token of the next. */
export interface Page<T> {
  items: T[];
  nextToken?: string;
}

/**
 * Reads pages to the end, or until `enough` says so after a page, from the token `from` on: the items so far, whether
 * that is all, and else the token that goes on.
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
    token = read.nextToken;
    if (token === undefined) return { items, pages, complete: true };
    if (enough(pages)) return { items, pages, complete: false, nextToken: token };
  }
}
