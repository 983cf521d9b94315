/** How many calls are under way at a time: the account's rate of calls is everyone's. */
const lanes = 8;

/** Does it for each, several at a time; in their order. Rejects with the first failure, after those under way have ended. */
export async function sideBySide<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const left = items.entries();
  let failed = false;
  const lane = async () => {
    for (const [at, item] of left) {
      if (failed) return;
      try {
        results.set(at, await work(item));
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
