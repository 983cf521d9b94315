import type { SageMaker } from '../../aws/client';
import { deleteImageVersion, listAliases, listImageVersions } from '../../aws/image-version';
import { describeAll, listDomainIds } from '../../aws/studio-settings';
import { imageUses } from '../../studio/custom-image/image-uses';

/** A version, and why it stays; no reason means that nobody uses it. */
export interface VersionFate {
  version: number;
  kept: string[];
}

/**
 * Which versions of an image anybody uses: the latest, those with an alias, and those that a domain, user profile,
 * space or live app of this account and region names. Image names are compared without regard to case, as ARNs vary.
 */
export async function versionFates(sagemaker: SageMaker, imageName: string): Promise<VersionFate[]> {
  const versions = (await listImageVersions(sagemaker, imageName)).toSorted((a, b) => b.version - a.version);
  const fates = new Map(versions.map(({ version }) => [version, new Set<string>()]));
  const [latest] = versions;
  if (latest) fates.get(latest.version)?.add('it is the latest');
  for (const { version, status } of versions) {
    if (status === 'CREATING' || status === 'DELETING') fates.get(version)?.add(`it is ${status}`);
    for (const alias of await listAliases(sagemaker, imageName, version)) fates.get(version)?.add(`alias ${alias}`);
  }
  for (const domainId of await listDomainIds(sagemaker)) {
    for (const { who, description } of await describeAll(sagemaker, domainId)) {
      for (const use of imageUses(description)) {
        if (use.imageName.toLowerCase() !== imageName.toLowerCase()) continue;
        if (use.version !== 'latest' && 'number' in use.version)
          fates.get(use.version.number)?.add(`${who} of ${domainId}`);
      }
    }
  }
  return versions.map(({ version }) => ({ version, kept: [...(fates.get(version) ?? [])] }));
}

/** Deletes the versions that nobody uses. SageMaker refuses one that came into use meanwhile. Rejects with `AwsError`. */
export async function prune(
  sagemaker: SageMaker,
  imageName: string,
  fates: VersionFate[],
  tell: (line: string) => void,
) {
  for (const { version } of fates.filter(({ kept }) => kept.length === 0)) {
    await deleteImageVersion(sagemaker, imageName, version);
    tell(`version ${version} of image ${imageName}: is being deleted`);
  }
}
