import BTree from 'sorted-btree';

/** Where a record stands: the value sorted by, and its key among those of the same value. */
export interface SortKey {
  value: number | string;
  key: string;
}

/** The members of a record that a list can be sorted by. */
export type SortMember<R> = {
  [Member in keyof R & string]: R[Member] extends number | string ? Member : never;
}[keyof R & string];

/** Records by a value and then by key, so that a page of them is found without looking at the others. */
export class Order<R extends { key: string }> {
  readonly #tree: BTree<SortKey, R>;

  constructor(
    private readonly member: string,
    records: Iterable<R>,
  ) {
    this.#tree = new BTree<SortKey, R>(undefined, compareSortKeys);
    for (const record of records) this.add(record);
  }

  add(record: R): void {
    this.#tree.set(this.sortKeyOf(record), record);
  }

  delete(record: R): void {
    this.#tree.delete(this.sortKeyOf(record));
  }

  /** The records after a key, or all, first to last; before it, and last to first, when `descending`. */
  *after(key: SortKey | undefined, descending: boolean): Iterable<R> {
    const entries = descending ? this.#tree.entriesReversed(key) : this.#tree.entries(key);
    for (const [at, record] of entries) if (!key || compareSortKeys(at, key) !== 0) yield record;
  }

  sortKeyOf(record: R): SortKey {
    const value: unknown = Reflect.get(record, this.member);
    if (typeof value !== 'number' && typeof value !== 'string') throw new Error(`no ${this.member} to sort by`);
    return { value, key: record.key };
  }
}

export function compareSortKeys(one: SortKey, other: SortKey): number {
  if (one.value !== other.value) return one.value < other.value ? -1 : 1;
  if (one.key === other.key) return 0;
  return one.key < other.key ? -1 : 1;
}
