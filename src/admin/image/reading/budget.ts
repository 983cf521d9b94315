import type { Limits } from './limits';
import { relieve } from './relief';

/** Bytes that pass, or are made for a path that is kept, before it is looked how large the process has grown. */
const workUntilRelief = 12 * 2 ** 20;
const bytesMadeForPath = 4_000;

/** Counts what is kept over all layers of one image, each counted once, and stops at its limits. */
export class Budget {
  #uncompressed = 0;
  #records = 0;
  #some = 0;
  #names = 0;
  #texts = 0;
  #work = 0;

  constructor(readonly limits: Limits) {}

  bytes(count: number): void {
    this.#uncompressed += count;
    this.#worked(count);
    const { uncompressed } = this.limits;
    if (this.#uncompressed > uncompressed) throw new Error(`it holds more than ${uncompressed} bytes uncompressed`);
  }

  /** The bytes as they are, counted as they pass. */
  async *counted(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      this.bytes(chunk.length);
      yield chunk;
    }
  }

  record(path: string, target = ''): void {
    this.#records += 1;
    this.#worked(bytesMadeForPath);
    this.#names += path.length + target.length;
    const { records, names } = this.limits;
    if (this.#records > records) throw new Error(`the image has more than ${records} programs and links`);
    if (this.#names > names) throw new Error(`the paths of its programs and links have more than ${names} characters`);
  }

  /** Whether there is room for one more of what is not kept for certain. */
  room(path: string): boolean {
    if (this.#some >= (this.limits.some ?? 0)) return false;
    this.#some += 1;
    this.#names += path.length;
    return true;
  }

  text(size: number): void {
    this.#texts += size;
    this.#worked(size);
    const { texts } = this.limits;
    if (this.#texts > texts) throw new Error(`its scripts and configuration files hold more than ${texts} bytes`);
  }

  #worked(bytes: number): void {
    this.#work += bytes;
    if (this.#work < workUntilRelief) return;
    this.#work = 0;
    relieve();
  }
}
