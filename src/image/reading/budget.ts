import type { Limits } from './limits';

/** Counts what is kept over all layers of one image, each counted once, and stops at its limits. */
export class Budget {
  #uncompressed = 0;
  #records = 0;
  #names = 0;
  #texts = 0;

  constructor(readonly limits: Limits) {}

  bytes(count: number): void {
    this.#uncompressed += count;
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
    this.#names += path.length + target.length;
    const { records, names } = this.limits;
    if (this.#records > records) throw new Error(`the image has more than ${records} programs and links`);
    if (this.#names > names) throw new Error(`the paths of its programs and links have more than ${names} characters`);
  }

  text(size: number): void {
    this.#texts += size;
    const { texts } = this.limits;
    if (this.#texts > texts) throw new Error(`its scripts and configuration files hold more than ${texts} bytes`);
  }
}
