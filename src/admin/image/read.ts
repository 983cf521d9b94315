import type { Image } from './verify/contents';
import { readArchive } from './reading/archive';
import { readDockerfile } from './reading/dockerfile';
import type { Limits } from './reading/limits';
import { defaultLimits } from './reading/limits';
import { readOciLayout } from './reading/oci-layout';
import type { ImageReference } from './reference';

/** Where an image in a registry is read from. */
export type ReadRegistry = (reference: Extract<ImageReference, { kind: 'registry' }>, limits: Limits) => Promise<Image>;

/** Reads an image without a container engine, in memory that does not grow with it. Rejects with `Unreadable`. */
export function readImage(
  reference: ImageReference,
  registry: ReadRegistry,
  limits: Limits = defaultLimits,
): Promise<Image> {
  switch (reference.kind) {
    case 'dockerfile':
      return readDockerfile(reference.file);
    case 'oci-layout':
      return readOciLayout(reference.folder, limits, reference.name);
    case 'archive':
      return readArchive(reference.file, limits, reference.name);
    case 'registry':
      return registry(reference, limits);
  }
}
