import { eventIdOf, eventOf, type TrailEvent, userNameOf } from './event';
import type { Noted, Shared } from './noted';
import { memberOf } from './resources';

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
 * The calls of a region, in the order in which they came about: their texts as bytes, and beside them only numbers, so
 * that a million of them fit. A text is read, and its event composed, when it is looked up.
 */
export class Trail {
  readonly #pieces: Buffer[] = [];
  #filled = PIECE;
  /** Where each call's own text begins, counted over all pieces. */
  readonly #begins: number[] = [];
  readonly #lengths: number[] = [];
  readonly #times: number[] = [];
  /** What each call shares with others, by its place in `#shared`. */
  readonly #kinds: number[] = [];
  readonly #shared: { text: string; of: Shared }[] = [];
  readonly #kindOf = new Map<string, number>();
  #lookUps: number[] = [];

  get size(): number {
    return this.#times.length;
  }

  add({ of, time, own }: Noted): void {
    this.#times.push(time);
    let kind = this.#kindOf.get(of);
    if (kind === undefined) {
      this.#kindOf.set(of, (kind = this.#shared.length));
      this.#shared.push({ text: of, of: JSON.parse(of) });
    }
    this.#kinds.push(kind);
    this.#write(own);
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
    return eventOf(this.notedAt(place));
  }

  /** The call at a place, as it was put down. */
  notedAt(place: number): Noted {
    const begin = this.#begins[place] ?? 0;
    const [piece, offset] = [Math.floor(begin / PIECE), begin % PIECE];
    return {
      of: this.#shared[this.#kinds[place] ?? -1]?.text ?? '',
      time: this.#times[place] ?? 0,
      own: this.#pieces[piece]?.toString('utf8', offset, offset + (this.#lengths[place] ?? 0)) ?? '',
    };
  }

  /** The place of the event of that id; -1: there is none. */
  placeOf(id: string): number {
    // Its text begins with it.
    const wanted = Buffer.from(`[${JSON.stringify(eventIdOf(id))}`);
    for (const [index, piece] of this.#pieces.entries()) {
      for (let found = piece.indexOf(wanted); found >= 0; found = piece.indexOf(wanted, found + 1)) {
        const place = lowerBound(this.#begins, index * PIECE + found);
        // What a piece holds beyond its last text, or within one, is none.
        if (this.#begins[place] === index * PIECE + found) return place;
      }
    }
    return -1;
  }

  /** The first event that is not older than that. */
  firstSince(time: number): number {
    return lowerBound(this.#times, time);
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
    if (attribute?.key === 'ResourceName') {
      for (const at of this.#containing(JSON.stringify(attribute.value), before)) {
        if (this.at(at).resources.some(({ name }) => name === attribute.value)) yield at;
      }
      return;
    }
    if (attribute?.key === 'ResourceType') {
      const member = memberOf(attribute.value);
      if (member === undefined) return;
      for (const at of this.#containing(`${JSON.stringify(member)}:`, before)) {
        if (this.at(at).resources.some(({ type }) => type === attribute.value)) yield at;
      }
      return;
    }
    if (!attribute) {
      for (let at = before - 1; at >= 0; at -= 1) yield at;
      return;
    }
    const { key, value } = attribute;
    const fits = this.#shared.map(({ of }) => valueOf(of, key) === value);
    if (!fits.includes(true)) return;
    for (let at = before - 1; at >= 0; at -= 1) if (fits[this.#kinds[at] ?? -1]) yield at;
  }

  /** The places whose text has that in it, newest first: bytes are looked through, and no text is read. */
  *#containing(text: string, before: number): Iterable<number> {
    const wanted = Buffer.from(text);
    let end = before;
    for (let index = this.#pieces.length - 1; index >= 0; index -= 1) {
      const piece = this.#pieces[index] ?? Buffer.alloc(0);
      for (;;) {
        // Where the texts that may still be found end, in this piece.
        const limit = (end === 0 ? 0 : (this.#begins[end - 1] ?? 0) + (this.#lengths[end - 1] ?? 0)) - index * PIECE;
        const found = limit < wanted.length ? -1 : piece.lastIndexOf(wanted, Math.min(limit, PIECE) - wanted.length);
        if (found < 0) break;
        const place = lowerBound(this.#begins, index * PIECE + found + 1) - 1;
        yield place;
        end = place;
      }
    }
  }

  #write(text: string): void {
    // A character takes three bytes at most, and a text has little more than 200 KB.
    if (this.#filled + 3 * text.length > PIECE) {
      this.#pieces.push(Buffer.allocUnsafe(PIECE));
      this.#filled = 0;
    }
    const last = this.#pieces.length - 1;
    const length = this.#pieces[last]?.write(text, this.#filled) ?? 0;
    this.#begins.push(last * PIECE + this.#filled);
    this.#lengths.push(length);
    this.#filled += length;
  }
}

/** The first place in ascending numbers whose number is not below that. */
function lowerBound(numbers: readonly number[], wanted: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function valueOf(of: Shared, key: Exclude<Attribute, 'EventId' | 'ResourceName' | 'ResourceType'>): string {
  switch (key) {
    case 'EventName':
      return of.name;
    case 'ReadOnly':
      return String(of.readOnly);
    case 'Username':
      return userNameOf(of);
    case 'EventSource':
      return of.source;
    case 'AccessKeyId':
      return of.accessKeyId;
  }
}
