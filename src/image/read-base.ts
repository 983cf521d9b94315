import { type BaseContents, baseContents } from '../studio/custom-image/base-contents';
import { imageNamed } from './base-image';
import { type ReadRegistry, readImage } from './read';
import { defaultLimits } from './reading/limits';
import { imageReference } from './reference';
import { Unreadable } from './unreadable';

/** Reads the base of a Dockerfile from where it is named, a registry's short names included. Rejects with `Unreadable`. */
export async function readBase(text: string, registry: ReadRegistry): Promise<BaseContents> {
  const remedy = 'give oci:FOLDER, docker-archive:FILE, or the name of an image in a registry';
  const reference = await imageReference(text).catch((error: unknown) => {
    const named = error instanceof Unreadable ? imageNamed(text) : undefined;
    if (!named) throw error;
    return { kind: 'registry', ...named } as const;
  });
  if (reference.kind === 'dockerfile') throw new Unreadable(text, 'a base is an image that is built', remedy);
  const image = await readImage(reference, registry, defaultLimits);
  if (image.kind === 'dockerfile') throw new Unreadable(text, 'a base is an image that is built', remedy);
  return baseContents(image, `read from ${text}`);
}
