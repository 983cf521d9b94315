import { createHash } from 'node:crypto';
import type { ReadImage } from '../../studio/custom-image/contents';
import { assemble } from '../reading/assemble';
import { Budget, scanLayer } from '../reading/layer';
import type { Limits } from '../reading/limits';
import type { Descriptor, FoundManifest } from '../reading/manifest';
import { findManifest } from '../reading/manifest';
import { Unreadable } from '../unreadable';
import type { RegistryCredentials } from './client';
import { RegistryRepository, refusal } from './client';
import { manifestDigest, manifestTypes } from './manifest-digest';

export interface RegistryReference {
  registry: string;
  repository: string;
  /** A tag, or a digest. */
  reference: string;
}

/** Reads an image from a registry, layer after layer, none of it written to disk. Rejects with `Unreadable`. */
export async function pullImage(
  { registry, repository, reference }: RegistryReference,
  credentials: RegistryCredentials,
  limits: Limits,
): Promise<ReadImage> {
  const source = new RegistryRepository(registry, repository, credentials);
  const budget = new Budget(limits);
  const { manifest: found } = await manifestIn(source, reference, limits);
  const config = await json(source, `blobs/${found.config.digest}`, limits, found.config.digest);
  const layers = [];
  for (const layer of found.layers) layers.push({ name: layer.digest, scan: await scan(source, layer, budget) });
  try {
    return assemble(config, layers);
  } catch (error) {
    throw new Unreadable(
      source.url(`blobs/${found.config.digest}`),
      `the image config cannot be read: ${reason(error)}`,
      'build the image again',
    );
  }
}

/** `sha256:…` of the manifest that is read: of several platforms', the one that Studio runs. Rejects with `Unreadable`. */
export async function pullDigest(
  { registry, repository, reference }: RegistryReference,
  credentials: RegistryCredentials,
  limits: Limits,
): Promise<string> {
  const source = new RegistryRepository(registry, repository, credentials);
  const { descriptor } = await manifestIn(source, reference, limits);
  const digest = descriptor?.digest ?? (await manifestDigest(source, reference));
  if (digest === undefined)
    throw new Unreadable(source.url(`manifests/${reference}`), 'it is gone', 'check the name and the tag');
  return digest;
}

async function manifestIn(source: RegistryRepository, reference: string, limits: Limits): Promise<FoundManifest> {
  const load = (name: string) => json(source, `manifests/${name}`, limits, name.includes(':') ? name : undefined);
  const first = await load(reference);
  return findManifest(first, ({ digest }) => load(digest)).catch((error: unknown) => {
    throw error instanceof Unreadable
      ? error
      : new Unreadable(source.url(`manifests/${reference}`), reason(error), 'push the image again');
  });
}

async function scan(source: RegistryRepository, { digest }: Descriptor, budget: Budget) {
  const path = `blobs/${digest}`;
  const body = await bodyOf(source, path);
  try {
    return await scanLayer(body, budget);
  } catch (error) {
    throw new Unreadable(source.url(path), `the layer cannot be read: ${reason(error)}`, 'push the image again');
  }
}

async function json(
  source: RegistryRepository,
  path: string,
  limits: Limits,
  digest: string | undefined,
): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of await bodyOf(source, path)) {
    size += chunk.length;
    if (size > limits.json)
      throw new Unreadable(source.url(path), `it has more than ${limits.json} bytes`, 'this is no image');
    chunks.push(chunk);
  }
  const data = Buffer.concat(chunks);
  const [algorithm = '', hex] = digest?.split(':') ?? [];
  if (hex !== undefined && createHash(algorithm).update(data).digest('hex') !== hex) {
    throw new Unreadable(source.url(path), 'its content does not fit its digest', 'push the image again');
  }
  try {
    return JSON.parse(data.toString('utf8'));
  } catch (error) {
    throw new Unreadable(source.url(path), `it is not JSON: ${reason(error)}`, 'push the image again');
  }
}

async function bodyOf(source: RegistryRepository, path: string): Promise<AsyncIterable<Uint8Array>> {
  const answer = await source.ask(path, { headers: { accept: manifestTypes } });
  if (!answer.ok) {
    const missing = answer.status === 404 ? 'check the name and the tag' : 'check that you may read it';
    throw new Unreadable(source.url(path), await refusal(answer), missing);
  }
  if (!answer.body) throw new Unreadable(source.url(path), 'the answer is empty', 'try again');
  return chunks(answer.body);
}

async function* chunks(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
