import { parseJson, reason } from '../reading/json';
import { checked } from '../reading/checked';
import { Unreachable, Unreadable } from '../unreadable';
import { notAnswered } from './not-answered';
import { type Answer, Interrupted } from './answer';
import { refusal, type RegistryRepository } from './client';

/**
 * A blob's bytes, as they come. Where they stop coming, it goes on from there; `size` tells when they are all there.
 * Rejects with `Unreadable`.
 */
export async function* download(source: RegistryRepository, path: string, size?: number): AsyncGenerator<Uint8Array> {
  const { tries, progress, pause, sleep, ending } = source.times;
  let got = 0;
  let before = 0;
  for (let failures = 0; ;) {
    try {
      const answer = await found(source, path, got > 0 ? { range: `bytes=${got}-` } : {});
      // Who does not know ranges sends all of it again.
      let again = answer.status === 206 ? 0 : got;
      if (answer.status === 206 && !answer.headers.get('content-range')?.startsWith(`bytes ${got}-`)) {
        answer.discard();
        throw new Interrupted('it sent another part than was asked for');
      }
      for await (const chunk of answer.bytes()) {
        const fresh = chunk.subarray(Math.min(again, chunk.length));
        again -= chunk.length - fresh.length;
        got += fresh.length;
        if (fresh.length > 0) yield fresh;
      }
      if (size === undefined || got >= size) return;
      throw new Interrupted(`it sent ${got} of ${size} bytes`);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      failures = got - before >= progress ? 1 : failures + 1;
      before = got;
      if (failures >= tries)
        throw new Unreachable(source.url(path), `the registry stopped sending: ${error.message}`, 'try again');
      await sleep(pause(failures), ending);
    }
  }
}

/** A small blob or manifest as JSON, checked against the digest that it is asked for by. Rejects with `Unreadable`. */
export async function downloadJson(
  source: RegistryRepository,
  path: string,
  most: number,
  expected?: { digest: string; size?: number | undefined },
): Promise<{ value: unknown; bytes: Uint8Array }> {
  const bytes = await small(source, path, most);
  try {
    if (expected)
      await checked(one(bytes), expected, async (all) => {
        for await (const chunk of all) void chunk;
      });
    return { value: parseJson(bytes), bytes };
  } catch (error) {
    throw new Unreadable(source.url(path), reason(error), 'push the image again');
  }
}

async function* one(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function small(source: RegistryRepository, path: string, most: number): Promise<Uint8Array> {
  const { tries, pause, sleep, ending } = source.times;
  for (let failures = 1; ; failures += 1) {
    try {
      const bytes = await (await found(source, path, {})).whole(most);
      if (bytes) return bytes;
      throw new Unreadable(source.url(path), `it has more than ${most} bytes`, 'this is no image');
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      if (failures >= tries)
        throw new Unreachable(source.url(path), `the registry stopped sending: ${error.message}`, 'try again');
      await sleep(pause(failures), ending);
    }
  }
}

async function found(source: RegistryRepository, path: string, headers: Record<string, string>): Promise<Answer> {
  const answer = await source.ask(path, { headers: { accept: manifestTypes, ...headers } });
  if (answer.status === 200 || answer.status === 206) return answer;
  if (answer.status === 404)
    throw new Unreadable(source.url(path), await refusal(answer), 'check the name and the tag');
  throw await notAnswered(source, 'GET', path, answer);
}

/** What a registry must be told to be ready for: it hides manifests of types that are not asked for. */
export const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');
