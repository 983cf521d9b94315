import type { SageMaker } from '../../../aws/client';
import { createImageVersion, deleteImageVersion, findImageVersion } from '../../../aws/image-version';
import type { Step } from './step';
import type { Wait } from './wait';

export interface WantedVersion {
  imageName: string;
  /** URI in ECR, by digest. */
  baseImage: string;
  /** Makes CreateImageVersion idempotent, 1..36 characters. */
  clientToken: string;
}

/**
 * Sees that the latest version of an image is the one in ECR; its number. `wait` ends when the user asks for it,
 * `waitOn` does not: it is for what is taken back.
 */
export const imageVersionStep =
  (
    sagemaker: SageMaker,
    { imageName, baseImage, clientToken }: WantedVersion,
    wait: Wait,
    waitOn: Wait,
  ): Step<number> =>
  async () => {
    const latest = await findImageVersion(sagemaker, imageName, 'latest');
    if (latest?.baseImage === baseImage && latest.status === 'CREATED') {
      const text = `image ${imageName} has ${baseImage} as version ${latest.version}`;
      return { state: 'there', text, value: latest.version };
    }
    return {
      state: 'to-do',
      text: `make a version of image ${imageName}: ${baseImage}`,
      async carryOut(undo) {
        const arn = await createImageVersion(sagemaker, { imageName, baseImage, clientToken });
        const version = Number(arn.split('/').at(-1));
        undo.made(`version ${version} of image ${imageName}`, async () => {
          await deleteImageVersion(sagemaker, imageName, version);
          await waitOn(`version ${version}`, async () =>
            (await findImageVersion(sagemaker, imageName, { number: version }))
              ? { state: 'pending', what: 'DELETING' }
              : { state: 'ready', value: undefined },
          );
        });
        return wait(`version ${version} of image ${imageName}`, async () => {
          const found = await findImageVersion(sagemaker, imageName, { number: version });
          if (found?.status === 'CREATED') return { state: 'ready', value: version };
          if (found?.status.endsWith('FAILED')) return { state: 'failed', reason: found.failureReason ?? found.status };
          return { state: 'pending', what: found?.status ?? 'not there yet' };
        });
      },
    };
  };
