/** One page of a List operation, and the token of the next. */
export interface Page<T> {
  items: T[];
  nextToken?: string;
}

/** Reads pages to the end, or until `enough` says so after a page: the items so far, and whether that is all. */
export async function readPages<T>(
  page: (nextToken: string | undefined) => Promise<Page<T>>,
  enough: (pagesRead: number) => boolean = () => false,
): Promise<{ items: T[]; pages: number; complete: boolean }> {
  const items: T[] = [];
  let token: string | undefined;
  for (let pages = 1; ; pages += 1) {
    const read = await page(token);
    items.push(...read.items);
    token = read.nextToken;
    if (token === undefined) return { items, pages, complete: true };
    if (enough(pages)) return { items, pages, complete: false };
  }
}
