import { type TrailEvent, userNameOf } from './event';

/** What LookupEvents can be asked for; one of them at a time. */
export type Attribute =
  'EventId' | 'EventName' | 'ReadOnly' | 'Username' | 'ResourceType' | 'ResourceName' | 'EventSource' | 'AccessKeyId';

export interface Search {
  attribute?: { key: Attribute; value: string } | undefined;
  /** Epoch milliseconds; both ends belong to it. */
  from: number;
  until: number;
  /** Only what was before this place; undefined: from the newest on. */
  before?: number | undefined;
  most: number;
}

/** How long events can be looked up: 90 days (administration facts, D3). */
export const KEPT = 90 * 24 * 60 * 60 * 1000;

/** How many look-ups a second an account has in a region. */
const LOOK_UPS = 2;

/** How much text one piece holds. Pieces are outside of the heap, which a million events would fill. */
const PIECE = 4 * 1024 * 1024;

/**
 * The events of a region, in the order in which they came about: their texts as bytes, and what they are found by as
 * numbers, so that a million of them fit and a look-up reads none that it does not answer.
 */
export class Trail {
  readonly #pieces: Buffer[] = [];
  #filled = PIECE;
  /** Where each event's text begins, counted over all pieces. */
  readonly #begins: number[] = [];
  readonly #lengths: number[] = [];
  readonly #times: number[] = [];
  readonly #columns = { EventName: [], ReadOnly: [], Username: [], EventSource: [], AccessKeyId: [] } as Columns;
  readonly #words = new Map<string, number>();
  /** By resource name, by resource type and by id, the events. */
  readonly #lists = new Map<string, number[]>();
  #ids = Buffer.alloc(16 * 1024);
  #lookUps: number[] = [];

  get size(): number {
    return this.#times.length;
  }

  add(event: TrailEvent): void {
    const at = this.#times.length;
    this.#write(Buffer.from(JSON.stringify(event)));
    this.#times.push(event.time);
    for (const key of Object.keys(this.#columns) as (keyof Columns)[]) {
      this.#columns[key].push(this.#wordOf(valueOf(event, key)));
    }
    for (const { name, type } of event.resources) {
      for (const list of [`ResourceName ${name}`, `ResourceType ${type}`]) {
        const events = this.#lists.get(list);
        if (!events) this.#lists.set(list, [at]);
        else if (events.at(-1) !== at) events.push(at);
      }
    }
    if (this.#ids.length < 16 * (at + 1)) this.#ids = Buffer.concat([this.#ids], this.#ids.length * 2);
    this.#ids.write(event.id.replaceAll('-', ''), 16 * at, 'hex');
  }

  /** The newest events that are searched for, newest first, and where to go on; `next` is undefined at the end. */
  find({ attribute, from, until, before = this.size, most }: Search): {
    events: TrailEvent[];
    next: number | undefined;
  } {
    const events: TrailEvent[] = [];
    let last = before;
    for (const at of this.#candidates(attribute, Math.min(before, this.size))) {
      const time = this.#times[at] ?? 0;
      if (time < from) break;
      if (time > until) continue;
      if (events.length === most) return { events, next: last };
      events.push(this.at(at));
      last = at;
    }
    return { events, next: undefined };
  }

  /** The event at a place. */
  at(place: number): TrailEvent {
    const begin = this.#begins[place] ?? 0;
    const [piece, offset] = [Math.floor(begin / PIECE), begin % PIECE];
    return JSON.parse(this.#pieces[piece]?.toString('utf8', offset, offset + (this.#lengths[place] ?? 0)) ?? '');
  }

  /** The place of the event of that id; -1: there is none. */
  placeOf(id: string): number {
    const wanted = Buffer.from(id.replaceAll('-', ''), 'hex');
    if (wanted.length !== 16) return -1;
    const end = 16 * this.size;
    for (let at = this.#ids.indexOf(wanted); at >= 0 && at < end; at = this.#ids.indexOf(wanted, at + 1)) {
      if (at % 16 === 0) return at / 16;
    }
    return -1;
  }

  /** The first event that is not older than that. */
  firstSince(time: number): number {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#times[middle] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether one more look-up may be made now: two a second may (administration facts, D3). */
  mayLookUp(now: number): boolean {
    this.#lookUps = this.#lookUps.filter((time) => time > now - 1000);
    if (this.#lookUps.length >= LOOK_UPS) return false;
    this.#lookUps.push(now);
    return true;
  }

  /** The places that may be searched for, newest first. */
  *#candidates(attribute: Search['attribute'], before: number): Iterable<number> {
    if (attribute?.key === 'EventId') {
      const at = this.placeOf(attribute.value);
      if (at >= 0 && at < before) yield at;
      return;
    }
    if (attribute?.key === 'ResourceName' || attribute?.key === 'ResourceType') {
      const list = this.#lists.get(`${attribute.key} ${attribute.value}`) ?? [];
      for (let index = list.length - 1; index >= 0; index -= 1) {
        const at = list[index] ?? 0;
        if (at < before) yield at;
      }
      return;
    }
    const column = attribute && this.#columns[attribute.key];
    const word = attribute && this.#words.get(attribute.value);
    if (column && word === undefined) return;
    for (let at = before - 1; at >= 0; at -= 1) if (!column || column[at] === word) yield at;
  }

  #wordOf(text: string): number {
    let word = this.#words.get(text);
    if (word === undefined) this.#words.set(text, (word = this.#words.size));
    return word;
  }

  #write(text: Buffer): void {
    if (this.#filled + text.length > PIECE) {
      // A request has a megabyte at most, so that a text always fits into a piece.
      this.#pieces.push(Buffer.allocUnsafe(PIECE));
      this.#filled = 0;
    }
    const piece = this.#pieces.length - 1;
    text.copy(this.#pieces[piece] ?? Buffer.alloc(0), this.#filled);
    this.#begins.push(piece * PIECE + this.#filled);
    this.#lengths.push(text.length);
    this.#filled += text.length;
  }
}

type Columns = Record<'EventName' | 'ReadOnly' | 'Username' | 'EventSource' | 'AccessKeyId', number[]>;

function valueOf(event: TrailEvent, key: keyof Columns): string {
  switch (key) {
    case 'EventName':
      return event.name;
    case 'ReadOnly':
      return String(event.readOnly);
    case 'Username':
      return userNameOf(event);
    case 'EventSource':
      return event.source;
    case 'AccessKeyId':
      return event.accessKeyId;
  }
}
