import { createHash } from 'node:crypto';
import type { SageMaker } from '../../../../aws/client';
import { absent } from '../../../../aws/image';
import {
  createImageVersion,
  deleteImageVersion,
  findImageVersion,
  listImageVersions,
  type ImageVersion,
} from '../../../../aws/image-version';
import type { Settled, StepKind } from '../../../converge/kind';
import type { PublishContext } from '../context';
import type { StepThatDoes } from '../publish-step';
import { listedBy } from './listed-by';

type Make = StepThatDoes<'make-version'>;
type Delete = StepThatDoes<'delete-version'>;

/** Sees that the latest version of an image is made of this one in ECR: one that is being made already is waited for. */
export const makeVersion: StepKind<Make, PublishContext, ImageVersion | undefined> = {
  sign: '+',
  what: ({ imageName }) => `version of image ${imageName}`,
  text: ({ imageName, baseImage }) => `make a version of image ${imageName}: ${baseImage}`,
  read: ({ sagemaker }, { imageName }) => findImageVersion(sagemaker, imageName, 'latest'),
  // Versions are made one after the other, also where another one is on its way; one that failed is made anew.
  ready: (latest) => (latest && isWorking(latest) ? { state: 'waiting', status: latest.status } : { state: 'done' }),
  settled: settledVersion,
  reached: (latest, { baseImage }) => latest?.baseImage === baseImage && latest.status === 'CREATED',
  async perform({ sagemaker }, { imageName, baseImage }, latest) {
    const clientToken = tokenOf(imageName, baseImage, latest?.version ?? 0);
    await createImageVersion(sagemaker, { imageName, baseImage, clientToken });
  },
};

/** Takes the version away again; where it is the only one, nobody may list the image meanwhile. */
export const deleteVersion: StepKind<Delete, PublishContext, ImageVersion | undefined> = {
  sign: '-',
  what: ({ imageName }) => `version of image ${imageName}`,
  text: ({ imageName, baseImage }) => `delete the version of image ${imageName} that is made of ${baseImage}`,
  read: ({ sagemaker }, { imageName, baseImage }) => versionOf(sagemaker, imageName, baseImage),
  ready: (now) => (now && isWorking(now) ? { state: 'waiting', status: now.status } : { state: 'done' }),
  settled: (now) => (now?.status === 'CREATE_FAILED' ? { state: 'done' } : settledVersion(now)),
  reached: (now) => now === undefined,
  async namedBy({ sagemaker }, { imageName, baseImage, holders }) {
    const now = await versionOf(sagemaker, imageName, baseImage);
    const versions = await listImageVersions(sagemaker, imageName);
    const others = versions.some(({ version, status }) => version !== now?.version && status === 'CREATED');
    return listedBy(
      sagemaker,
      holders,
      ({ ImageName, ImageVersionNumber }) =>
        ImageName === imageName && (!others || ImageVersionNumber === now?.version),
    );
  },
  async perform({ sagemaker }, { imageName }, now) {
    if (now) await deleteImageVersion(sagemaker, imageName, now.version);
  },
};

/** The newest version that is made of an image in ECR; nothing where there is none. Rejects with `AwsError`. */
export async function versionOf(
  sagemaker: SageMaker,
  imageName: string,
  baseImage: string,
): Promise<ImageVersion | undefined> {
  const versions = await listImageVersions(sagemaker, imageName).catch(noneOf);
  for (const { version } of versions.toSorted((a, b) => b.version - a.version)) {
    const described = await findImageVersion(sagemaker, imageName, { number: version });
    if (described?.baseImage === baseImage) return described;
  }
  return undefined;
}

/**
 * Makes CreateImageVersion idempotent: the same from whoever publishes the same content upon the same version, and another
 * one where that content comes back after others. 1 to 36 characters (service model). Assumption: a token is free again
 * when its version is deleted.
 */
const tokenOf = (imageName: string, baseImage: string, after: number) =>
  createHash('sha256').update(`${imageName}\n${baseImage}\n${after}`).digest('hex').slice(0, 36);

/** There are none of an image that is not there. */
const noneOf = (error: unknown): ImageVersion[] => absent(error) ?? [];

const isWorking = ({ status }: ImageVersion) => status === 'CREATING' || status === 'DELETING';

function settledVersion(now: ImageVersion | undefined): Settled {
  if (now && isWorking(now)) return { state: 'waiting', status: now.status };
  if (!now?.status.endsWith('FAILED')) return { state: 'done' };
  return {
    state: 'failed',
    why: `version ${now.version} of image ${now.imageName}: ${now.failureReason ?? now.status}`,
  };
}
