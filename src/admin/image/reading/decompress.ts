import { createGunzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { peek } from './peek';
import { unzstd } from './unzstd';

export type Compression = 'gzip' | 'zstd' | 'xz' | 'bzip2' | 'none';

/** Bytes that `compressionOf` looks at. */
export const magicLength = 6;

/** Tells a compression by its first bytes: media types in manifests are sometimes wrong, magic numbers never. */
export function compressionOf(first: Uint8Array): Compression {
  const begins = (...magic: number[]) => magic.every((byte, index) => first[index] === byte);
  if (begins(0x1f, 0x8b)) return 'gzip';
  // A zstd frame, or one that is to be skipped, which eStargz and pzstd put in front.
  if (begins(0x28, 0xb5, 0x2f, 0xfd)) return 'zstd';
  if (((first[0] ?? 0) & 0xf0) === 0x50 && first[1] === 0x2a && first[2] === 0x4d && first[3] === 0x18) return 'zstd';
  if (begins(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00)) return 'xz';
  return begins(0x42, 0x5a, 0x68) && first[4] === 0x31 && first[5] === 0x41 ? 'bzip2' : 'none';
}

/** The bytes decompressed, as a stream that ends with an error where they are cut, damaged, or in another compression. */
export async function* decompressed(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, all } = await peek(bytes, magicLength);
  const compression = compressionOf(head);
  if (compression === 'none') yield* all;
  else if (compression === 'zstd') yield* unzstd(all);
  else if (compression === 'gzip') yield* gunzip(all);
  else {
    await all.return(undefined);
    throw new Error(`it is compressed with ${compression}; gzip, zstd and uncompressed tar are read`);
  }
}

async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(bytes, { objectMode: false });
  const gunzipped = createGunzip({ chunkSize: 256 * 1024 });
  source.once('error', (error) => gunzipped.destroy(error));
  try {
    yield* source.pipe(gunzipped);
  } finally {
    source.destroy();
    gunzipped.destroy();
  }
}
