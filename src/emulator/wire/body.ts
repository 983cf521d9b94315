import type { IncomingMessage } from 'node:http';
import { ServiceError, serializationException } from '../errors';

/** In bytes; far above any request of the model (a domain with all of its 200 custom images is about 60 kB). */
export const LARGEST_BODY = 1024 * 1024;
/** In bytes, of all requests that are being read at one moment: what clients can make an emulator hold. */
const MOST_HELD = 64 * LARGEST_BODY;
/** A body that is too large is read to its end, and forgotten, so that the client comes to hear why; up to this. */
const MOST_DISCARDED = 64 * LARGEST_BODY;

/** A request that nests deeper than any shape of the model is refused before anything walks it. */
const DEEPEST = 64;

/** Reads the bodies of a server's requests. */
export class BodyReader {
  #held = 0;

  /** @param largest In bytes, of one body. */
  constructor(private readonly largest = LARGEST_BODY) {}

  /**
   * A request's body. Rejects with 413 RequestEntityTooLargeException for more than the largest, with 503
   * ServiceUnavailable when too much is being read at once, and with the system's error when the client is gone.
   */
  read(request: IncomingMessage): Promise<Buffer> {
    let chunks: Buffer[] = [];
    let [size, kept] = [0, 0];
    let refusal: ServiceError | undefined;
    const release = () => {
      this.#held -= kept;
      kept = 0;
      chunks = [];
    };
    return new Promise((resolve, reject) => {
      if (Number(request.headers['content-length'] ?? 0) > MOST_DISCARDED) return reject(tooLarge(this.largest));
      request.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > this.largest) refusal = tooLarge(this.largest);
        else if (this.#held + chunk.length > MOST_HELD) refusal ??= tooMuchAtOnce();
        if (!refusal) {
          chunks.push(chunk);
          kept += chunk.length;
          this.#held += chunk.length;
          return;
        }
        // At once, so that others have room.
        release();
        if (size <= MOST_DISCARDED) return;
        request.pause();
        reject(refusal);
      });
      request.on('end', () => {
        if (refusal) return reject(refusal);
        const [first] = chunks;
        resolve(first && chunks.length === 1 ? first : Buffer.concat(chunks));
        release();
      });
      request.on('error', (error) => {
        release();
        reject(error);
      });
    });
  }
}

const tooLarge = (largest: number) =>
  new ServiceError('RequestEntityTooLargeException', `Request body must be at most ${largest} bytes`, 413);
const tooMuchAtOnce = () => new ServiceError('ServiceUnavailable', 'Service is unavailable', 503);

/**
 * The object of a JSON body. Throws SerializationException, without a message as AWS's services of this protocol do,
 * for anything else, an empty body too.
 */
export function parseBody(text: string): unknown {
  if (depthOf(text) > DEEPEST) throw serializationException('');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Said below.
  }
  throw serializationException('');
}

/** How deep brackets nest, at least where they are not in strings. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) at = endOfString(text, at);
    // `{` and `[`, `}` and `]`: the two of each pair differ in one bit.
    else if ((character | 0x20) === 0x7b) deepest = Math.max(deepest, (depth += 1));
    else if ((character | 0x20) === 0x7d) depth -= 1;
  }
  return deepest;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Where a string ends that begins at a place; the text's end, if it has none. */
function endOfString(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    // Backslashes go in pairs, and one that is left over takes the quotation mark with it.
    if ((end - before) % 2 === 1) return end;
  }
  return text.length;
}
