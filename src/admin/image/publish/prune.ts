import type { SageMaker } from '../../../aws/client';
import { deleteImageVersion, listAliases, listImageVersions } from '../../../aws/image-version';
import { listDomainIds } from '../../../aws/domain';
import { imageUses } from '../verify/image-uses';
import { type KnownUse, type KnownVersion, type VersionFate, versionFates } from '../verify/version-fates';
import { describeAll } from './described';

/**
 * Which versions of an image anybody in the account and region uses, by domains, user profiles, spaces and live apps.
 * Image names are compared without regard to case, as ARNs vary. Rejects with `AwsError`.
 */
export async function fatesOf(sagemaker: SageMaker, imageName: string): Promise<VersionFate[]> {
  const versions: KnownVersion[] = [];
  for (const version of await listImageVersions(sagemaker, imageName)) {
    versions.push({ ...version, aliases: await listAliases(sagemaker, imageName, version.version) });
  }
  const uses: KnownUse[] = [];
  for (const domainId of await listDomainIds(sagemaker)) {
    for (const { who, description, runs } of await describeAll(sagemaker, domainId)) {
      for (const use of imageUses(description)) {
        if (use.imageName.toLowerCase() !== imageName.toLowerCase()) continue;
        uses.push({ who: `${who} of ${domainId}`, version: use.version, ...(runs && { runs }) });
      }
    }
  }
  return versionFates(versions, uses);
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
