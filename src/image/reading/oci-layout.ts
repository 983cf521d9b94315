import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ReadImage } from '../../studio/custom-image/contents';
import { Unreadable } from '../unreadable';
import { assemble } from './assemble';
import { Budget, scanLayer } from './layer';
import type { Limits } from './limits';
import type { Descriptor, FoundManifest } from './manifest';
import { findManifest } from './manifest';

/** Reads an OCI image layout folder (`oci-layout`, `index.json`, `blobs/`). Rejects with `Unreadable`. */
export async function readOciLayout(folder: string, limits: Limits): Promise<ReadImage> {
  const budget = new Budget(limits);
  const { manifest } = await layoutManifest(folder, limits);
  const config = await blobJson(folder, manifest.config, limits);
  const layers = [];
  for (const descriptor of manifest.layers) {
    const file = await blobFile(folder, descriptor);
    const scan = await scanLayer(createReadStream(file, { highWaterMark: 2 ** 20 }), budget).catch((error: unknown) => {
      throw new Unreadable(file, `the layer cannot be read: ${reason(error)}`, 'build or copy the image again');
    });
    layers.push({ name: descriptor.digest, scan });
  }
  try {
    return assemble(config, layers);
  } catch (error) {
    throw new Unreadable(folder, `the image config cannot be read: ${reason(error)}`, 'build the image again');
  }
}

/** The manifest of a layout's image, and its descriptor. Rejects with `Unreadable`. */
export async function layoutManifest(folder: string, limits: Limits): Promise<Required<FoundManifest>> {
  const index = path.join(folder, 'index.json');
  const load = (descriptor: Descriptor) => blobJson(folder, descriptor, limits);
  const { manifest, descriptor } = await findManifest(await json(index, limits), load).catch((error: unknown) => {
    throw error instanceof Unreadable ? error : new Unreadable(index, reason(error), 'write the layout again');
  });
  if (!descriptor) throw new Unreadable(index, 'it is a manifest and no index', 'write the layout again');
  return { manifest, descriptor };
}

/** A blob's file: the digest's form was checked, and links are not followed, so it is inside the layout. */
export async function blobFile(folder: string, { digest }: Descriptor): Promise<string> {
  const [algorithm = '', hex = ''] = digest.split(':');
  const file = path.join(folder, 'blobs', algorithm, hex);
  const found = await lstat(file).catch(() => undefined);
  if (!found?.isFile())
    throw new Unreadable(file, 'the blob is missing', 'copy the image again, all of its layers included');
  return file;
}

async function blobJson(folder: string, descriptor: Descriptor, limits: Limits): Promise<unknown> {
  const file = await blobFile(folder, descriptor);
  const value = await json(file, limits);
  const [algorithm = '', hex] = descriptor.digest.split(':');
  const actual = createHash(algorithm)
    .update(await readFile(file))
    .digest('hex');
  if (actual !== hex)
    throw new Unreadable(file, `its content has the digest ${algorithm}:${actual}`, 'copy the image again');
  return value;
}

async function json(file: string, limits: Limits): Promise<unknown> {
  const found = await lstat(file).catch(() => undefined);
  if (!found?.isFile()) throw new Unreadable(file, 'there is no such file', 'give the folder of an OCI image layout');
  if (found.size > limits.json)
    throw new Unreadable(file, `it has ${found.size} bytes; ${limits.json} are read`, 'this is no image');
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new Unreadable(file, `it is not JSON: ${reason(error)}`, 'copy the image again');
  }
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));
