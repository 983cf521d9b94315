import type { SageMaker } from '../../../aws/client';
import { changeAliases, findImageVersion } from '../../../aws/image-version';
import { PublishError } from './wait';

/**
 * Moves an alias to a version. An alias belongs to one version at a time: it is taken from the old one first, and given
 * back to it where the new one does not take it. Resolves with the version that had it before.
 */
export async function promote(
  sagemaker: SageMaker,
  imageName: string,
  version: number,
  alias: string,
): Promise<{ before?: number }> {
  const target = await findImageVersion(sagemaker, imageName, { number: version });
  if (!target)
    throw new PublishError(
      `image ${imageName} has no version ${version}`,
      'list its versions, and name one that is there',
    );
  if (target.status !== 'CREATED')
    throw new PublishError(`version ${version} of image ${imageName} is ${target.status}`, 'name one that is CREATED');
  const holder = await findImageVersion(sagemaker, imageName, { alias });
  if (holder?.version === version) return { before: version };
  if (holder) await changeAliases(sagemaker, imageName, holder.version, { remove: [alias] });
  try {
    await changeAliases(sagemaker, imageName, version, { add: [alias] });
  } catch (error) {
    if (holder) await changeAliases(sagemaker, imageName, holder.version, { add: [alias] });
    throw error;
  }
  return holder ? { before: holder.version } : {};
}
