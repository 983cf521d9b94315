import type { ReadImage } from '../verify/contents';
import { type ImageParts, readParts } from '../reading/assemble';
import { Budget } from '../reading/budget';
import { checked } from '../reading/checked';
import { reason } from '../reading/json';
import { type LayerScan, scanLayer } from '../reading/layer';
import type { Limits } from '../reading/limits';
import type { Descriptor, FoundManifest } from '../reading/manifest';
import { findManifest } from '../reading/manifest';
import { Unreadable } from '../unreadable';
import type { RegistryCredentials } from './client';
import { RegistryRepository } from './client';
import { download, downloadJson } from './download';
import { manifestDigest } from './manifest-digest';
import type { Times } from './times';

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
  times?: Times,
): Promise<ReadImage> {
  const source = new RegistryRepository(registry, repository, credentials, times);
  const { manifest } = await pullManifest(source, reference, limits);
  try {
    return await readParts((wanted) => pullParts(source, manifest, limits, wanted), limits);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const config = source.url(`blobs/${manifest.config.digest}`);
    throw new Unreadable(config, `the image config cannot be read: ${reason(error)}`, 'build the image again');
  }
}

/** `sha256:…` of the manifest that is read: of several platforms', the one that Studio runs. Rejects with `Unreadable`. */
export async function pullDigest(
  { registry, repository, reference }: RegistryReference,
  credentials: RegistryCredentials,
  limits: Limits,
  times?: Times,
): Promise<string> {
  const source = new RegistryRepository(registry, repository, credentials, times);
  const { descriptor } = await pullManifest(source, reference, limits);
  const digest = descriptor?.digest ?? (await manifestDigest(source, reference));
  if (digest === undefined)
    throw new Unreadable(source.url(`manifests/${reference}`), 'it is gone', 'check the name and the tag');
  return digest;
}

/** The manifest that a tag or digest leads to, each step checked. Rejects with `Unreadable`. */
export async function pullManifest(
  source: RegistryRepository,
  reference: string,
  limits: Limits,
): Promise<FoundManifest> {
  const load = async (name: string, expected?: Descriptor) =>
    (await downloadJson(source, `manifests/${name}`, limits.json, expected)).value;
  const first = await load(reference, reference.includes(':') ? { digest: reference } : undefined);
  return findManifest(first, (descriptor) => load(descriptor.digest, descriptor)).catch((error: unknown) => {
    throw error instanceof Unreadable
      ? error
      : new Unreadable(source.url(`manifests/${reference}`), reason(error), 'push the image again');
  });
}

/** A blob that is JSON, checked against its descriptor. Rejects with `Unreadable`. */
export async function pullJson(source: RegistryRepository, descriptor: Descriptor, limits: Limits): Promise<unknown> {
  return (await downloadJson(source, `blobs/${descriptor.digest}`, limits.json, descriptor)).value;
}

/** One layer, checked against its descriptor. Rejects with `Unreadable`. */
export async function pullLayer(
  source: RegistryRepository,
  descriptor: Descriptor,
  budget: Budget,
  wanted: ReadonlySet<string>,
): Promise<LayerScan> {
  const path = `blobs/${descriptor.digest}`;
  return checked(download(source, path, descriptor.size), descriptor, (bytes) =>
    scanLayer(bytes, budget, wanted),
  ).catch((error: unknown) => {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(source.url(path), `the layer cannot be read: ${reason(error)}`, 'push the image again');
  });
}

async function pullParts(
  source: RegistryRepository,
  manifest: FoundManifest['manifest'],
  limits: Limits,
  wanted: ReadonlySet<string>,
): Promise<ImageParts> {
  const budget = new Budget(limits);
  const config = await pullJson(source, manifest.config, limits);
  const scans = new Map<string, LayerScan>();
  const layers: ImageParts['layers'] = [];
  for (const descriptor of manifest.layers) {
    const name = descriptor.digest;
    const scan = scans.get(name) ?? (await pullLayer(source, descriptor, budget, wanted));
    scans.set(name, scan);
    layers.push({ name, scan });
  }
  return { config, layers };
}
