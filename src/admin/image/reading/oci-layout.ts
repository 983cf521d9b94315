import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ReadImage } from '../verify/contents';
import { Unreadable } from '../unreadable';
import { type ImageParts, readParts } from './assemble';
import { Budget } from './budget';
import { checked } from './checked';
import { parseJson, reason } from './json';
import { type LayerScan, scanLayer } from './layer';
import type { Limits } from './limits';
import type { Descriptor, FoundManifest } from './manifest';
import { findManifest, oneImage, remedyFor } from './manifest';

/**
 * Reads an OCI image layout folder (`oci-layout`, `index.json`, `blobs/`); of several images in it the one of this name.
 * Rejects with `Unreadable`.
 */
export async function readOciLayout(folder: string, limits: Limits, name?: string): Promise<ReadImage> {
  const { manifest } = await layoutManifest(folder, limits, name);
  try {
    return await readParts((wanted) => read(folder, manifest, limits, wanted), limits);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(folder, `the image config cannot be read: ${reason(error)}`, 'build the image again');
  }
}

async function read(
  folder: string,
  manifest: FoundManifest['manifest'],
  limits: Limits,
  wanted: ReadonlySet<string>,
): Promise<ImageParts> {
  const budget = new Budget(limits);
  const config = await blobJson(folder, manifest.config, limits);
  const scans = new Map<string, LayerScan>();
  const layers: ImageParts['layers'] = [];
  for (const descriptor of manifest.layers) {
    const name = descriptor.digest;
    const scan = scans.get(name) ?? (await layer(await blobFile(folder, descriptor), descriptor, budget, wanted));
    scans.set(name, scan);
    layers.push({ name, scan });
  }
  return { config, layers };
}

function layer(file: string, descriptor: Descriptor, budget: Budget, wanted: ReadonlySet<string>): Promise<LayerScan> {
  return checked(createReadStream(file, { highWaterMark: 2 ** 20 }), descriptor, (bytes) =>
    scanLayer(bytes, budget, wanted),
  ).catch((error: unknown) => {
    throw new Unreadable(file, `the layer cannot be read: ${reason(error)}`, 'build or copy the image again');
  });
}

/** The manifest of a layout's image, and its descriptor. Rejects with `Unreadable`. */
export async function layoutManifest(folder: string, limits: Limits, name?: string): Promise<Required<FoundManifest>> {
  const file = path.join(folder, 'index.json');
  const load = (descriptor: Descriptor) => blobJson(folder, descriptor, limits);
  const index = await json(file, limits);
  const { manifest, descriptor } = await Promise.resolve()
    .then(() => findManifest(oneImage(index, name), load))
    .catch((error: unknown) => {
      if (error instanceof Unreadable) throw error;
      throw new Unreadable(file, reason(error), remedyFor(error, `oci:${folder}`, 'write the layout again'));
    });
  if (!descriptor) throw new Unreadable(file, 'it is a manifest and no index', 'write the layout again');
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

/** A small blob's bytes, checked against its descriptor. Rejects with `Unreadable`. */
export async function blobBytes(folder: string, descriptor: Descriptor, limits: Limits): Promise<Uint8Array> {
  const file = await blobFile(folder, descriptor);
  return small(file, limits, (bytes) => checked(bytes, descriptor, buffer));
}

async function blobJson(folder: string, descriptor: Descriptor, limits: Limits): Promise<unknown> {
  return parsed(await blobFile(folder, descriptor), await blobBytes(folder, descriptor, limits));
}

async function json(file: string, limits: Limits): Promise<unknown> {
  return parsed(file, await small(file, limits, buffer));
}

async function small(
  file: string,
  limits: Limits,
  read: (bytes: AsyncIterable<Uint8Array>) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const found = await lstat(file).catch(() => undefined);
  if (!found?.isFile()) throw new Unreadable(file, 'there is no such file', 'give the folder of an OCI image layout');
  if (found.size > limits.json)
    throw new Unreadable(file, `it has ${found.size} bytes; ${limits.json} are read`, 'this is no image');
  return read(createReadStream(file)).catch((error: unknown) => {
    throw new Unreadable(file, reason(error), 'copy the image again');
  });
}

function parsed(file: string, bytes: Uint8Array): unknown {
  try {
    return parseJson(bytes);
  } catch (error) {
    throw new Unreadable(file, reason(error), 'copy the image again');
  }
}
