import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ReadImage } from '../verify/contents';
import { Unreadable } from '../unreadable';
import { type ImageParts, readParts } from './assemble';
import { Budget } from './budget';
import { type Digested, digested, type Expected, requireSame } from './checked';
import { compressionOf, decompressed } from './decompress';
import { diffIds, dockerImage } from './docker-manifest';
import { parseJson, reason } from './json';
import { type LayerScan, scanLayer } from './layer';
import type { Limits } from './limits';
import type { Descriptor } from './manifest';
import { findManifest, oneImage, remedyFor } from './manifest';
import { peek } from './peek';
import { tarEntries } from './tar';

/** What one pass over the archive finds, by name inside it, each with what its bytes are: no descriptor came before it. */
interface Found {
  /** As they are: taken apart, they may need many times the memory. */
  json: Map<string, Digested<Uint8Array>>;
  /** A layer that is not called by its digest has the one that it has before compression. */
  layers: Map<string, Digested<LayerScan>>;
  links: Map<string, string>;
}

/**
 * Reads an image archive in one pass: `docker save` (old and new), `podman save` and an OCI layout in a tar, compressed
 * or not; of several images in it the one of this name. Layers may come in any order and before the manifest, so each
 * is scanned as it passes. Rejects with `Unreadable`.
 */
export async function readArchive(file: string, limits: Limits, name?: string): Promise<ReadImage> {
  const again = 'save the image again, e.g. with docker save';
  const read = async (wanted: ReadonlySet<string>) => {
    const found = await passOver(file, limits, wanted).catch((error: unknown) => {
      throw new Unreadable(file, `the archive cannot be read: ${reason(error)}`, again);
    });
    return parts(found, name);
  };
  try {
    return await readParts(read, limits);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(file, reason(error), remedyFor(error, `docker-archive:${file}`, again));
  }
}

async function passOver(file: string, limits: Limits, wanted: ReadonlySet<string>): Promise<Found> {
  const found: Found = { json: new Map(), layers: new Map(), links: new Map() };
  const budget = new Budget(limits);
  // What is in the archive besides layers counts too, and must not count twice what is in them.
  const outer = new Budget(limits);
  const bytes = outer.counted(decompressed(createReadStream(file, { highWaterMark: 2 ** 20 })));
  for await (const { header, content } of tarEntries(bytes)) {
    const name = path.posix.normalize(header.name);
    outer.record(name, header.linkname ?? '');
    if (header.type === 'link') found.links.set(name, path.posix.normalize(header.linkname ?? ''));
    else if (header.type === 'symlink')
      found.links.set(name, path.posix.join(path.posix.dirname(name), header.linkname ?? ''));
    else if (header.type === 'file') await member(name, header.size ?? 0, content, found, budget, wanted);
  }
  return found;
}

async function member(
  name: string,
  size: number,
  content: AsyncIterable<Uint8Array>,
  found: Found,
  budget: Budget,
  wanted: ReadonlySet<string>,
): Promise<void> {
  const [algorithm] = digestIn(name)?.split(':') ?? [];
  const { head, all } = await peek(content, 512);
  if (isLayer(head)) {
    try {
      found.layers.set(name, await layerOf(all, algorithm, budget, wanted));
    } catch (error) {
      throw new Error(`${name}: ${reason(error)}`, { cause: error });
    }
  } else if ((head[0] === 0x7b || head[0] === 0x5b) && size <= budget.limits.json) {
    budget.text(size);
    found.json.set(name, await digested(all, algorithm ?? 'sha256', buffer));
  }
}

async function layerOf(
  bytes: AsyncIterable<Uint8Array>,
  algorithm: string | undefined,
  budget: Budget,
  wanted: ReadonlySet<string>,
): Promise<Digested<LayerScan>> {
  if (algorithm !== undefined) return digested(bytes, algorithm, (all) => scanLayer(all, budget, wanted));
  const hash = createHash('sha256');
  const result = await scanLayer(bytes, budget, wanted, hash);
  return { result, digest: `sha256:${hash.digest('hex')}`, size: result.size };
}

/** The digest that a member is called by: a blob of a layout, or a config that `docker save` wrote. */
function digestIn(name: string): string | undefined {
  const [, algorithm, hex, config] = /^(?:blobs\/(sha256|sha512)\/([a-f0-9]+)|([a-f0-9]{64})\.json)$/.exec(name) ?? [];
  if (config !== undefined) return `sha256:${config}`;
  return algorithm === undefined ? undefined : `${algorithm}:${hex}`;
}

/** A tar header, a compressed tar, or the two zero blocks of an empty one. */
function isLayer(head: Uint8Array): boolean {
  const magic = Buffer.from(head.subarray(257, 262)).toString('latin1');
  return (
    magic === 'ustar' || compressionOf(head) !== 'none' || (head.length === 512 && head.every((byte) => byte === 0))
  );
}

async function parts(found: Found, name: string | undefined): Promise<ImageParts> {
  if (found.json.has('manifest.json')) {
    const image = dockerImage(json(found, 'manifest.json'), name);
    const config = json(found, image.Config);
    const stated = diffIds(config, image.Layers.length);
    const layers = image.Layers.map((layer, index) => {
      const digest = stated?.[index];
      const unnamed = digestIn(path.posix.normalize(layer)) === undefined;
      return { name: layer, scan: need(found, 'layers', layer, unnamed && digest ? { digest } : undefined) };
    });
    return { config, layers };
  }
  if (!found.json.has('index.json'))
    throw new Error('it has neither manifest.json nor index.json, so it is no image archive');
  const blob = ({ digest }: Descriptor) => `blobs/${digest.replace(':', '/')}`;
  const load = (descriptor: Descriptor) => json(found, blob(descriptor), descriptor);
  const { manifest } = await findManifest(oneImage(json(found, 'index.json'), name), (one) =>
    Promise.resolve(load(one)),
  );
  return {
    config: load(manifest.config),
    layers: manifest.layers.map((layer) => ({ name: layer.digest, scan: need(found, 'layers', blob(layer), layer) })),
  };
}

const json = (found: Found, name: string, expected?: Expected) => {
  const bytes = need(found, 'json', name, expected);
  try {
    return parseJson(bytes);
  } catch (error) {
    throw new Error(`${name}: ${reason(error)}`, { cause: error });
  }
};

const linksFollowed = 8;

/** What the archive has under a name, links followed. Throws where it is missing, or not what it must be. */
function need(found: Found, kind: 'json', name: string, expected?: Expected): Uint8Array;
function need(found: Found, kind: 'layers', name: string, expected?: Expected): LayerScan;
function need(found: Found, kind: 'json' | 'layers', name: string, expected?: Expected): Uint8Array | LayerScan {
  let place = path.posix.normalize(name);
  for (let links = 0; links < linksFollowed; links += 1) {
    const there = found[kind].get(place);
    if (there) {
      const called = digestIn(place);
      try {
        if (called !== undefined) requireSame(there, { digest: called });
        if (expected) requireSame(there, expected);
      } catch (error) {
        throw new Error(`${name}: ${reason(error)}`, { cause: error });
      }
      return there.result;
    }
    const link = found.links.get(place);
    if (link === undefined) break;
    place = link;
  }
  throw new Error(`${kind === 'layers' ? 'layer' : 'file'} ${name} is not in the archive`);
}
