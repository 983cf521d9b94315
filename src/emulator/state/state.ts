import { DueQueue } from './due-queue';
import { Order, type SortMember } from './order';
import type { AnyRecord, Kind, RecordOf } from './records';
import { type Committed, Transaction, type Writes } from './transaction';

/** What stands below one parent, and the orders in which it has been asked for: of most there are none. */
interface Children {
  records: Map<string, AnyRecord>;
  orders?: Map<string, Order<AnyRecord>>;
}

/**
 * All resources, in memory, by kind and key, with an index by parent so that nothing that one domain's calls do
 * grows with another domain's size.
 */
export class State implements Committed {
  readonly #records = new Map<string, AnyRecord>();
  /** By ARN in lower case, in which names that AWS tells apart may be one. Made when it is first asked for. */
  #byArn: Map<string, AnyRecord[]> | undefined;
  /** By kind, and then by parent. */
  readonly #children = new Map<Kind, Map<string, Children>>();
  readonly #due = new DueQueue();

  get<K extends Kind>(kind: K, key: string): RecordOf<K> | undefined {
    return this.#records.get(`${kind}/${key}`) as RecordOf<K> | undefined;
  }

  below<K extends Kind>(kind: K, parent: string): Iterable<RecordOf<K>> {
    return (this.#children.get(kind)?.get(parent)?.records.values() ?? []) as Iterable<RecordOf<K>>;
  }

  /** The same in an order, which is made when it is first asked for and kept from then on. */
  inOrder<K extends Kind>(kind: K, parent: string, member: SortMember<RecordOf<K>>): Order<RecordOf<K>> {
    const children = this.#children.get(kind)?.get(parent);
    if (!children) return new Order<RecordOf<K>>(member, []);
    const orders = (children.orders ??= new Map());
    let order = orders.get(member);
    if (!order) orders.set(member, (order = new Order(member, children.records.values())));
    return order as unknown as Order<RecordOf<K>>;
  }

  /** A resource by its ARN, in whichever case it is written; the one that is written so, if there are several. */
  withArn(arn: string): AnyRecord | undefined {
    if (!this.#byArn) {
      this.#byArn = new Map();
      for (const record of this.#records.values()) this.#name(record);
    }
    const named = this.#byArn.get(arn.toLowerCase());
    return named?.find((record) => record.arn === arn) ?? named?.[0];
  }

  /**
   * The keys that a record can be found below: always `*` (all of its kind); a domain below its name; a domain's
   * members below the domain's key; spaces below their owner's profile key; apps below their space's or profile's key; image versions below
   * their image's key; requests for a quota below its name.
   */
  parentsOf(record: AnyRecord): string[] {
    switch (record.kind) {
      case 'domain':
        return ['*', record.settings.DomainName];
      case 'user-profile':
        return ['*', record.DomainId];
      case 'space': {
        const owner = record.OwnershipSettings?.OwnerUserProfileName;
        return ['*', record.DomainId, ...(owner ? [userProfileKey(record.DomainId, owner)] : [])];
      }
      case 'app':
        return [
          '*',
          record.DomainId,
          record.SpaceName === undefined
            ? userProfileKey(record.DomainId, record.UserProfileName ?? '')
            : spaceKey(record.DomainId, record.SpaceName),
        ];
      case 'image-version':
        return ['*', record.ImageName];
      case 'application-assignment':
        return ['*', record.ApplicationArn];
      case 'past':
        return ['*', record.of];
      case 'quota-request':
        return ['*', record.QuotaName];
      default:
        return ['*'];
    }
  }

  /** Runs `action` on a transaction; its writes take effect together when it returns, or not at all. */
  transact<T>(action: (transaction: Transaction) => T): { result: T; writes: Writes } {
    const transaction = new Transaction(this);
    const result = action(transaction);
    this.apply(transaction.writes);
    return { result, writes: transaction.writes };
  }

  apply(writes: Writes): void {
    for (const [id, record] of writes) {
      const before = this.#records.get(id);
      if (record === null) {
        if (before) this.#forget(id, before);
        this.#records.delete(id);
        continue;
      }
      this.#records.set(id, record);
      if (record.due !== undefined) this.#due.add(record.due, id);
      if (before && this.#standsAs(before, record)) {
        this.#replace(id, before, record);
      } else {
        if (before) this.#forget(id, before);
        this.#index(id, record);
      }
    }
  }

  /** Takes the record whose transition is due soonest at `now`, with when it was due; undefined when there is none. */
  takeDue(now: number): { due: number; record: AnyRecord } | undefined {
    for (;;) {
      const next = this.#due.take(now);
      if (!next) return undefined;
      const record = this.#records.get(next.id);
      // What has changed since then stands in the queue again, with its new time.
      if (record?.due === next.due) return { due: next.due, record };
    }
  }

  /** Everything there is, as writes: what a journal starts from. */
  get everything(): Writes {
    return this.#records;
  }

  /** Whether a changed record is found as it was before, as nearly every one is. */
  #standsAs(before: AnyRecord, record: AnyRecord): boolean {
    if (before.arn !== record.arn) return false;
    const [parents, after] = [this.parentsOf(before), this.parentsOf(record)];
    return parents.length === after.length && parents.every((parent, index) => parent === after[index]);
  }

  /** Takes the place of what stood there, in every index. */
  #replace(id: string, before: AnyRecord, record: AnyRecord): void {
    const named = isThere(record) ? this.#byArn?.get(record.arn.toLowerCase()) : undefined;
    named?.splice(named.indexOf(before), 1, record);
    const parents = this.#children.get(record.kind);
    for (const parent of this.parentsOf(record)) {
      const children = parents?.get(parent);
      children?.records.set(id, record);
      for (const order of children?.orders?.values() ?? []) {
        order.delete(before);
        order.add(record);
      }
    }
  }

  #forget(id: string, record: AnyRecord): void {
    const arn = record.arn.toLowerCase();
    const named = isThere(record) ? this.#byArn?.get(arn) : undefined;
    named?.splice(named.indexOf(record), 1);
    if (named?.length === 0) this.#byArn?.delete(arn);
    const parents = this.#children.get(record.kind);
    for (const parent of this.parentsOf(record)) {
      const children = parents?.get(parent);
      children?.records.delete(id);
      for (const order of children?.orders?.values() ?? []) order.delete(record);
      if (children?.records.size === 0) parents?.delete(parent);
    }
  }

  #name(record: AnyRecord): void {
    if (!isThere(record)) return;
    const arn = record.arn.toLowerCase();
    const named = this.#byArn?.get(arn);
    if (named) named.push(record);
    else this.#byArn?.set(arn, [record]);
  }

  #index(id: string, record: AnyRecord): void {
    this.#name(record);
    let parents = this.#children.get(record.kind);
    if (!parents) this.#children.set(record.kind, (parents = new Map()));
    for (const parent of this.parentsOf(record)) {
      let children = parents.get(parent);
      if (!children) parents.set(parent, (children = { records: new Map() }));
      children.records.set(id, record);
      for (const order of children.orders?.values() ?? []) order.add(record);
    }
  }
}

/** What was there once has left its ARN to what is made anew under the same name. */
const isThere = ({ kind }: AnyRecord) => kind !== 'past';

/** User profile names are not case sensitive (service model, CreateUserProfile). */
export const userProfileKey = (domainId: string, name: string) => `${domainId}/${name.toLowerCase()}`;
/** Apart from any profile's key: a space may have a user's name, and apps are found below both. */
export const spaceKey = (domainId: string, name: string) => `${domainId}/space/${name}`;
/** A Classic app hangs below its profile, any other below its space. */
export const appKey = (
  domainId: string,
  owner: { UserProfileName?: string | undefined; SpaceName?: string | undefined },
  appType: string,
  appName: string,
) =>
  owner.SpaceName === undefined
    ? `${userProfileKey(domainId, owner.UserProfileName ?? '')}/profile/${appType}/${appName}`
    : `${spaceKey(domainId, owner.SpaceName)}/${appType}/${appName}`;
export const imageVersionKey = (imageName: string, version: number) => `${imageName}/${version}`;
