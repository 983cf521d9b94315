import * as z from 'zod/mini';
import { jsonText } from '../../protocol/json-text';
import type { Message } from '../../protocol/message';
import { Snapshot } from '../../protocol/snapshot';

const Kept = z.object({ snapshot: Snapshot, skew: z.number() });
type Kept = z.infer<typeof Kept>;

/** Characters: a browser gives a page some millions in all. */
const largest = 500_000;

/** The last snapshot that this browser has had of a server, to be shown until there is a new one. */
export class KeptSnapshot {
  readonly #name: string;
  /** What was read last, as it stands in the storage and as it was understood. */
  #last: { text: string; kept: Kept | undefined } = { text: '', kept: undefined };

  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
    baseUrl: string,
    /** Said in place of what would be wrong within seconds. */
    private readonly asking: Message,
  ) {
    this.#name = `studiolo:snapshot:${baseUrl}`;
  }

  /**
   * What was kept, of whatever age: `takenAt` tells it. Nothing where there is none, or one of another version. Of what may be
   * otherwise within seconds, when the app stops and what is being done, nothing is told.
   */
  read(): Kept | undefined {
    const text = this.#stored();
    if (text !== this.#last.text) this.#last = { text, kept: jsonText(Kept).safeParse(text).data };
    return this.#last.kept;
  }

  #stored(): string {
    try {
      return this.storage.getItem(this.#name) ?? '';
    } catch {
      // A browser may refuse a page its storage.
      return '';
    }
  }

  keep({ snapshot, skew }: Kept): void {
    const missing = { state: 'missing' as const, notices: [{ code: 'uncertain' as const, message: this.asking }] };
    const text = JSON.stringify({ snapshot: { ...snapshot, idle: missing, keepAwake: missing, jobs: [] }, skew });
    try {
      if (text.length > largest) this.storage.removeItem(this.#name);
      else this.storage.setItem(this.#name, text);
    } catch {
      // It is full, or refused: the next page starts without.
    }
  }
}
