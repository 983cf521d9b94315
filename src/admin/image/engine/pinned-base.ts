import type { PlannedImage } from '../verify/contents';
import { baseDigestLabel, baseNameLabel } from '../verify/outlook';
import { baseDigest, byDigest, digestIn } from '../base-image';
import type { RegistryCredentials } from '../registry/client';
import { Unreadable } from '../unreadable';

/** What a build is given so that its base is one image and no other, and so that the image tells which. */
export interface PinnedBase {
  buildArguments: Record<string, string>;
  /** As the OCI image specification calls them; `verify` tells them again. */
  labels: Record<string, string>;
}

/**
 * Holds a Dockerfile's base by digest: the one that it names, else the one that its registry tells today, which is given
 * to the build where a build argument names the base. Warns where it cannot be held; the build goes on all the same.
 */
export async function pinBase(
  { base }: PlannedImage,
  credentials: RegistryCredentials,
  tell: (line: string) => void,
): Promise<PinnedBase> {
  if (base.image === 'scratch') return { buildArguments: {}, labels: {} };
  const stated = digestIn(base.image);
  if (stated !== undefined) return { buildArguments: {}, labels: labelsOf(base.image, stated) };
  let digest: string;
  try {
    digest = await baseDigest(base.image, credentials);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    tell(`warning: the base ${base.image} is not held by digest, which could not be learnt (${error.message})`);
    return { buildArguments: {}, labels: {} };
  }
  const pinned = byDigest(base.image, digest);
  if (base.argument === undefined) {
    tell(`warning: the base ${base.image} is not held by digest; line ${base.line} could say FROM ${pinned}`);
    return { buildArguments: {}, labels: {} };
  }
  tell(`base ${base.image} is ${digest} today; to build on it again: --build-args ${base.argument}=${pinned}`);
  return { buildArguments: { [base.argument]: pinned }, labels: labelsOf(base.image, digest) };
}

const labelsOf = (image: string, digest: string) => ({
  [baseNameLabel]: image.replace(/@.*$/, ''),
  [baseDigestLabel]: digest,
});
