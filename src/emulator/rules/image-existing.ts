import { resourceNotFound, validationException } from '../errors';
import type { ImageRecord, ImageVersionRecord } from '../state/records';
import type { Transaction } from '../state/transaction';
import { imageVersionKey } from '../state/state';

/**
 * The image of that name, or ResourceNotFound. How the sentence begins is what Terraform looks for in DeleteImage's
 * answer (its `image.go`, until 2023); that the other operations say the same is an assumption.
 */
export function existingImage(state: Transaction, name: string): ImageRecord {
  const image = state.get('image', name);
  if (!image) throw resourceNotFound(`No Image with the name ${name} exists. Please provide a valid ImageName.`);
  return image;
}

/** An image at rest; in between, the observed ValidationException (fact sheet, section 4). */
export function steadyImage(state: Transaction, name: string): ImageRecord {
  const image = existingImage(state, name);
  if (image.ImageStatus !== 'CREATED' && image.ImageStatus !== 'UPDATE_FAILED') {
    throw validationException(`Image ${name} is in an invalid state.`);
  }
  return image;
}

/**
 * A version at rest: neither being made nor being deleted. The sentence follows the one observed for images, with the
 * words that a launch uses for a version; that AWS refuses here is an assumption.
 */
export function steadyVersion(state: Transaction, named: NamedVersion): ImageVersionRecord {
  const version = existingVersion(state, named);
  if (version.ImageVersionStatus === 'CREATING' || version.ImageVersionStatus === 'DELETING') {
    throw validationException(`ImageVersion ${version.Version} of Image ${version.ImageName} is in an invalid state.`);
  }
  return version;
}

interface NamedVersion {
  ImageName: string;
  Version?: number | undefined;
  Alias?: string | undefined;
}

/** A version by its number, else by its alias, else the latest one; the last's sentence was observed (section 4). */
export function existingVersion(
  state: Transaction,
  { ImageName: name, Version: number, Alias: alias }: NamedVersion,
): ImageVersionRecord {
  existingImage(state, name);
  if (number !== undefined) {
    const version = state.get('image-version', imageVersionKey(name, number));
    if (version) return version;
    throw resourceNotFound(`ImageVersion ${number} with ImageName ${name} does not exist.`);
  }
  let latest: ImageVersionRecord | undefined;
  for (const version of state.below('image-version', name)) {
    if (alias !== undefined && version.aliases.includes(alias)) return version;
    if (!latest || version.Version > latest.Version) latest = version;
  }
  if (alias !== undefined)
    throw resourceNotFound(`ImageVersion with Alias ${alias} and ImageName ${name} does not exist.`);
  if (latest) return latest;
  throw resourceNotFound(
    `Latest ImageVersion with ImageName ${name} does not exist. Please provide a valid ImageName.`,
  );
}

/** An alias names one version of an image: given to another, it moves. Assumption: the sources do not say. */
export function withoutAliases(state: Transaction, name: string, aliases: string[], except: string): void {
  for (const version of [...state.below('image-version', name)]) {
    const left = version.aliases.filter((alias) => !aliases.includes(alias));
    if (version.key !== except && left.length < version.aliases.length) state.put({ ...version, aliases: left });
  }
}
