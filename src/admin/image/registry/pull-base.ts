import type { ReadImage } from '../verify/contents';
import { assemble, type ImageParts, readParts } from '../reading/assemble';
import { Budget } from '../reading/budget';
import { reason } from '../reading/json';
import type { Limits } from '../reading/limits';
import type { FoundManifest } from '../reading/manifest';
import { Unreadable } from '../unreadable';
import { type RegistryCredentials, RegistryRepository } from './client';
import { pullJson, pullLayer, pullManifest, type RegistryReference } from './pull';
import type { Times } from './times';

const accountFiles = ['/etc/passwd', '/etc/group'];

/**
 * Reads of an image in a registry what a Dockerfile built on it must know: its config, and its layers from the highest
 * down to the one in which the last of passwd and group is found. Unless these are all of them (`whole`), nothing is to be
 * concluded from a file that is not there. Rejects with `Unreadable`.
 */
export async function pullBase(
  { registry, repository, reference }: RegistryReference,
  credentials: RegistryCredentials,
  limits: Limits,
  times?: Times,
): Promise<{ image: ReadImage; whole: boolean }> {
  const source = new RegistryRepository(registry, repository, credentials, times);
  const { manifest } = await pullManifest(source, reference, limits);
  try {
    const image = await readParts((wanted) => upperLayers(source, manifest, limits, wanted), limits);
    return { image, whole: image.layers.length === manifest.layers.length };
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(source.url(`manifests/${reference}`), reason(error), 'take another base');
  }
}

async function upperLayers(
  source: RegistryRepository,
  manifest: FoundManifest['manifest'],
  limits: Limits,
  wanted: ReadonlySet<string>,
): Promise<ImageParts> {
  const config = await pullJson(source, manifest.config, limits);
  const budget = new Budget(limits);
  const layers: ImageParts['layers'] = [];
  for (const descriptor of manifest.layers.toReversed()) {
    const image = assemble({ config, layers }, limits);
    if (accountFiles.every((file) => decided(image, layers, file))) break;
    const known = layers.find(({ name }) => name === descriptor.digest);
    const scan = known?.scan ?? (await pullLayer(source, descriptor, budget, wanted));
    layers.unshift({ name: descriptor.digest, scan });
  }
  return { config, layers };
}

/** Whether lower layers can no longer change what the file is: it is there as such, or a layer has taken it away. */
function decided({ files }: ReadImage, layers: ImageParts['layers'], file: string): boolean {
  const found = files.resolve(file);
  if (found.at === 'file' && found.record.text !== undefined && found.path === file) return true;
  const gone = ({ scan }: ImageParts['layers'][number]) =>
    [file, '/etc'].some((path) => scan.removed.includes(path)) ||
    ['/etc', '/'].some((path) => scan.opaque.includes(path));
  return found.at === 'nothing' && found.path === file && layers.some(gone);
}
