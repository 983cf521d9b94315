import type { Order, SortMember } from './order';
import type { AnyRecord, Kind, RecordOf } from './records';

/** What a call has changed, by kind and key: `null` marks a deletion. */
export type Writes = ReadonlyMap<string, AnyRecord | null>;

/** What a transaction reads of what is committed; `State` has it. */
export interface Committed {
  get<K extends Kind>(kind: K, key: string): RecordOf<K> | undefined;
  below<K extends Kind>(kind: K, parent: string): Iterable<RecordOf<K>>;
  inOrder<K extends Kind>(kind: K, parent: string, member: SortMember<RecordOf<K>>): Order<RecordOf<K>>;
  withArn(arn: string): AnyRecord | undefined;
  parentsOf(record: AnyRecord): string[];
}

/** One call's view of the state: reads see its own writes, and nobody sees them until it is committed. */
export class Transaction {
  readonly #writes = new Map<string, AnyRecord | null>();

  constructor(private readonly state: Committed) {}

  get<K extends Kind>(kind: K, key: string): RecordOf<K> | undefined {
    // Most calls have written nothing yet.
    const written = this.#writes.size === 0 ? undefined : this.#writes.get(`${kind}/${key}`);
    if (written === null) return undefined;
    return (written as RecordOf<K> | undefined) ?? this.state.get(kind, key);
  }

  /** Records are values: put a changed copy, never change what `get` answered. */
  put(record: AnyRecord): void {
    this.#writes.set(`${record.kind}/${record.key}`, record);
  }

  delete(kind: Kind, key: string): void {
    this.#writes.set(`${kind}/${key}`, null);
  }

  /**
   * The committed records of a kind below a parent key (`state/state.ts` says which parents each kind is indexed
   * by), plus this transaction's own, in no particular order.
   */
  below<K extends Kind>(kind: K, parent: string): Iterable<RecordOf<K>> {
    return this.#writes.size === 0 ? this.state.below(kind, parent) : this.#belowWithWrites(kind, parent);
  }

  *#belowWithWrites<K extends Kind>(kind: K, parent: string): Iterable<RecordOf<K>> {
    for (const record of this.state.below(kind, parent)) {
      if (!this.#writes.has(`${kind}/${record.key}`)) yield record;
    }
    for (const record of this.#writes.values()) {
      if (record?.kind === kind && this.state.parentsOf(record).includes(parent)) yield record as RecordOf<K>;
    }
  }

  /** The committed records of a kind below a parent key, by a member of theirs. For operations that only read. */
  inOrder<K extends Kind>(kind: K, parent: string, member: SortMember<RecordOf<K>>): Order<RecordOf<K>> {
    if (this.#writes.size > 0) throw new Error('an order has no uncommitted records');
    return this.state.inOrder(kind, parent, member);
  }

  /** A resource by its ARN, in whichever case it is written. */
  withArn(arn: string): AnyRecord | undefined {
    for (const record of this.#writes.values()) if (record?.arn.toLowerCase() === arn.toLowerCase()) return record;
    const record = this.state.withArn(arn);
    return record && this.get(record.kind, record.key);
  }

  /** What was written, in order. */
  get writes(): Writes {
    return this.#writes;
  }
}
