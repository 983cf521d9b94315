import { extract, type Header } from 'tar-stream';

export interface TarEntry {
  header: Header;
  /** The entry's bytes; what is not read is passed over. */
  content: AsyncIterable<Uint8Array>;
}

/**
 * The entries of a tar archive, one at a time, in constant memory. Ends with an error where the archive is cut or broken.
 * Names are as written: whoever uses them as paths must check them.
 */
export async function* tarEntries(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const tar = extract();
  // The iterator below reports what goes wrong; without a listener Node would end the program.
  tar.on('error', () => undefined);
  const feeding = feed(bytes, tar);
  try {
    for await (const entry of tar) {
      yield { header: entry.header, content: bytesOf(entry) };
      entry.resume();
    }
    await feeding;
  } finally {
    tar.destroy();
    await feeding.catch(() => undefined);
  }
}

async function feed(bytes: AsyncIterable<Uint8Array>, tar: ReturnType<typeof extract>): Promise<void> {
  try {
    for await (const chunk of bytes) {
      if (tar.destroyed) return;
      if (!tar.write(chunk)) await room(tar);
    }
    tar.end(null);
  } catch (error) {
    tar.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

/** Waits until the reader wants more, or has gone. */
function room(tar: ReturnType<typeof extract>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      tar.off('drain', done);
      tar.off('close', done);
      resolve();
    };
    tar.on('drain', done);
    tar.on('close', done);
    if (tar.destroyed) done();
  });
}

async function* bytesOf(entry: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  for await (const chunk of entry) if (chunk instanceof Uint8Array) yield chunk;
}
