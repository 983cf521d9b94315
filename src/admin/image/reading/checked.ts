import { createHash } from 'node:crypto';

/** What bytes must be, as far as a descriptor says. */
export interface Expected {
  /** `sha256:…` or `sha512:…`, its form checked before. */
  digest: string;
  size?: number | undefined;
}

/** What was made of bytes, and what these were. */
export interface Digested<T> {
  result: T;
  digest: string;
  size: number;
}

/**
 * Lets `read` read the bytes, and reads on to their end: what follows a compressed stream is part of a blob all the same.
 * The source is closed in any case. Rejects as soon as there are more than `most` bytes.
 */
export async function digested<T>(
  source: AsyncIterable<Uint8Array>,
  algorithm: string,
  read: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
  most = Infinity,
): Promise<Digested<T>> {
  const hash = createHash(algorithm);
  const iterator = source[Symbol.asyncIterator]();
  let size = 0;
  const passing = async function* () {
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      hash.update(next.value);
      size += next.value.length;
      if (size > most) throw new Error(`it has more than the ${most} bytes that are stated`);
      yield next.value;
    }
  };
  try {
    const result = await read(passing());
    for await (const chunk of passing()) void chunk;
    return { result, digest: `${algorithm}:${hash.digest('hex')}`, size };
  } finally {
    await iterator.return?.();
  }
}

/** Reads the bytes as `digested`, and rejects where they are not what they must be: then nothing read is to be believed. */
export async function checked<T>(
  source: AsyncIterable<Uint8Array>,
  expected: Expected,
  read: (bytes: AsyncIterable<Uint8Array>) => Promise<T>,
): Promise<T> {
  const [algorithm = ''] = expected.digest.split(':');
  const found = await digested(source, algorithm, read, expected.size);
  requireSame(found, expected);
  return found.result;
}

/** Throws where bytes are not what they must be. */
export function requireSame(found: Expected, expected: Expected): void {
  if (found.digest !== expected.digest)
    throw new Error(`its content has the digest ${found.digest}, not ${expected.digest}`);
  if (expected.size !== undefined && found.size !== expected.size)
    throw new Error(`it has ${found.size} bytes, not the ${expected.size} that are stated`);
}
