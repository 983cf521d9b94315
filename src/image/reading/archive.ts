import { createReadStream } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { ReadImage } from '../../studio/custom-image/contents';
import { Unreadable } from '../unreadable';
import { assemble } from './assemble';
import { compressionOf, decompressed, peek } from './decompress';
import type { LayerScan } from './layer';
import { Budget, scanLayer } from './layer';
import type { Limits } from './limits';
import type { Descriptor } from './manifest';
import { manifestOf } from './manifest';
import { tarEntries } from './tar';

/** `manifest.json` of `docker save`. */
export const DockerManifest = z.array(z.object({ Config: z.string(), Layers: z.array(z.string()) })).min(1);

/** What one pass over the archive finds, by name inside it. */
interface Found {
  json: Map<string, unknown>;
  layers: Map<string, LayerScan>;
  links: Map<string, string>;
}

/**
 * Reads an image archive in one pass: `docker save` (old and new), `podman save` and an OCI layout in a tar, compressed
 * or not. Layers may come in any order and before the manifest, so each is scanned as it passes. Rejects with `Unreadable`.
 */
export async function readArchive(file: string, limits: Limits): Promise<ReadImage> {
  const budget = new Budget(limits);
  const found: Found = { json: new Map(), layers: new Map(), links: new Map() };
  try {
    for await (const { header, content } of tarEntries(
      decompressed(createReadStream(file, { highWaterMark: 2 ** 20 })),
    )) {
      const name = path.posix.normalize(header.name);
      if (header.type === 'symlink' || header.type === 'link') {
        const target = header.linkname ?? '';
        found.links.set(
          name,
          header.type === 'link' ? path.posix.normalize(target) : path.posix.join(path.posix.dirname(name), target),
        );
      } else if (header.type === 'file') await member(name, header.size ?? 0, content, found, budget);
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(
      file,
      `the archive cannot be read: ${reason(error)}`,
      'save the image again, e.g. with docker save',
    );
  }
  try {
    return await put(found);
  } catch (error) {
    throw new Unreadable(file, reason(error), 'save the image again, e.g. with docker save');
  }
}

async function member(
  name: string,
  size: number,
  content: AsyncIterable<Uint8Array>,
  found: Found,
  budget: Budget,
): Promise<void> {
  const { head, all } = await peek(content, 512);
  if (isLayer(head)) {
    try {
      found.layers.set(name, await scanLayer(all, budget));
    } catch (error) {
      throw new Error(`${name}: ${reason(error)}`, { cause: error });
    }
    return;
  }
  if ((head[0] !== 0x7b && head[0] !== 0x5b) || size > budget.limits.json) return;
  budget.text(size);
  const chunks: Uint8Array[] = [];
  for await (const chunk of all) chunks.push(chunk);
  try {
    found.json.set(name, JSON.parse(Buffer.concat(chunks).toString('utf8')));
  } catch (error) {
    throw new Error(`${name} is not JSON: ${reason(error)}`, { cause: error });
  }
}

/** A tar header, a compressed tar, or the two zero blocks of an empty one. */
function isLayer(head: Uint8Array): boolean {
  const magic = Buffer.from(head.subarray(257, 262)).toString('latin1');
  return (
    magic === 'ustar' || compressionOf(head) !== 'none' || (head.length === 512 && head.every((byte) => byte === 0))
  );
}

async function put(found: Found): Promise<ReadImage> {
  const docker = found.json.get('manifest.json');
  if (docker !== undefined) {
    const parsed = DockerManifest.safeParse(docker);
    if (!parsed.success) throw new Error('manifest.json is not one that docker save writes');
    const [image] = parsed.data;
    if (!image) throw new Error('manifest.json names no image');
    if (parsed.data.length > 1) throw new Error(`it holds ${parsed.data.length} images; save one alone`);
    return assemble(
      need(found, 'json', image.Config),
      image.Layers.map((name) => ({ name, scan: need(found, 'layers', name) })),
    );
  }
  const index = found.json.get('index.json');
  if (index === undefined) throw new Error('it has neither manifest.json nor index.json, so it is no image archive');
  const blob = ({ digest }: Descriptor) => `blobs/${digest.replace(':', '/')}`;
  const manifest = await manifestOf(index, (descriptor) => Promise.resolve(need(found, 'json', blob(descriptor))));
  const layers = manifest.layers.map((layer) => ({ name: layer.digest, scan: need(found, 'layers', blob(layer)) }));
  return assemble(need(found, 'json', blob(manifest.config)), layers);
}

function need<Kind extends 'json' | 'layers'>(
  found: Found,
  kind: Kind,
  name: string,
): Kind extends 'json' ? unknown : LayerScan;
function need(found: Found, kind: 'json' | 'layers', name: string): unknown {
  let place = path.posix.normalize(name);
  for (let hops = 0; hops < 8; hops += 1) {
    const value = found[kind].get(place);
    // A layer may stand in the manifest twice; each use numbers its own copy.
    if (value !== undefined) return structuredClone(value);
    const link = found.links.get(place);
    if (link === undefined) break;
    place = link;
  }
  throw new Error(`${kind === 'layers' ? 'layer' : 'file'} ${name} is not in the archive`);
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
