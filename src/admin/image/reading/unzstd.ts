import { ZSTDDecoder } from 'zstddec/stream';

/** Every call that gives no bytes consumes a frame, of which the shortest, a skippable one, has eight; or else fails. */
const shortestFrame = 8;

/**
 * Zstandard's own decoder, as WebAssembly: Node 20 has none. What it gives comes in pieces of at most 128 KiB, each asked
 * for, and it refuses windows above 128 MiB, so that memory does not grow with what comes out.
 */
export async function* unzstd(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const decoder = new ZSTDDecoder();
  await decoder.init();
  const iterator = bytes[Symbol.asyncIterator]();
  let ready: Uint8Array | undefined;
  let emptyPieces = 0;
  const handOver = function* () {
    while (ready !== undefined) {
      const chunk = ready;
      ready = undefined;
      emptyPieces = chunk.length / shortestFrame + 2;
      yield chunk;
    }
  };
  const pieces = decoder.decodeStreaming(handOver());
  try {
    for (let ended = false; ;) {
      // The decoder takes its next chunk without waiting: it must be there. Of an empty one it would take the one after.
      while (ready === undefined && !ended) {
        const read = await iterator.next();
        ended = read.done === true;
        if (!read.done && read.value.length > 0) ready = read.value;
      }
      const piece = pieces.next();
      if (piece.done) return;
      if (piece.value.length > 0) yield piece.value;
      // It does not tell that it has failed, but gives nothing for ever.
      else if ((emptyPieces -= 1) < 0) throw new Error('invalid zstd data');
    }
  } catch (error) {
    const cut = error instanceof Error && error.message.startsWith('Incomplete stream');
    throw cut ? new Error('unexpected end of zstd data') : error;
  } finally {
    await iterator.return?.();
  }
}
