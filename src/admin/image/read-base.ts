import { type BaseContents, baseContents } from './verify/base-contents';
import type { ReadImage } from './verify/contents';
import { imageNamed } from './base-image';
import { readArchive } from './reading/archive';
import { defaultLimits } from './reading/limits';
import { readOciLayout } from './reading/oci-layout';
import { type ImageReference, imageReference } from './reference';
import type { RegistryReference } from './registry/pull';
import { Unreadable } from './unreadable';

/** Reads of a base in a registry what those that are built on it need, and tells whether that was all of it. */
export type PullBase = (reference: RegistryReference) => Promise<{ image: ReadImage; whole: boolean }>;

/** Reads the base of a Dockerfile from where it is named, a registry's short names included. Rejects with `Unreadable`. */
export async function readBase(text: string, pull: PullBase): Promise<BaseContents> {
  const reference = await imageReference(text).catch((error: unknown) => {
    const named = error instanceof Unreadable ? imageNamed(text) : undefined;
    if (!named) throw error;
    return { kind: 'registry', ...named } as const;
  });
  const { image, whole } = await baseAt(text, reference, pull);
  return baseContents(image, `read from ${text}`, whole);
}

/** Reads the base that a FROM names from its registry; nothing of an empty one. Rejects with `Unreadable`. */
export async function pullNamedBase(name: string, pull: PullBase): Promise<BaseContents | undefined> {
  if (name === 'scratch') return undefined;
  const named = imageNamed(name);
  if (!named)
    throw new Unreadable(name, 'what the base is called depends on an argument', 'give its value with --build-args');
  const { image, whole } = await baseAt(name, { kind: 'registry', ...named }, pull);
  return baseContents(image, 'read from its registry', whole);
}

async function baseAt(text: string, reference: ImageReference, pull: PullBase) {
  switch (reference.kind) {
    case 'dockerfile':
      throw new Unreadable(
        text,
        'a base is an image that is built',
        'give oci:FOLDER, docker-archive:FILE, or the name of an image in a registry',
      );
    case 'oci-layout':
      return { image: await readOciLayout(reference.folder, defaultLimits, reference.name), whole: true };
    case 'archive':
      return { image: await readArchive(reference.file, defaultLimits, reference.name), whole: true };
    case 'registry':
      return pull(reference).catch((error: unknown) => {
        if (!(error instanceof Unreadable)) throw error;
        throw error.within(text, 'this base cannot be read');
      });
  }
}
