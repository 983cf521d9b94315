import { createImage, deleteImage, findImage, type SageMakerImage } from '../../../../aws/image';
import { listImageVersions } from '../../../../aws/image-version';
import { StepError } from '../../../converge/failure';
import { inRegion } from '../../../converge/region-text';
import type { Settled, StepKind } from '../../../converge/kind';
import type { PublishContext } from '../context';
import type { StepThatDoes } from '../publish-step';
import { listedBy } from './listed-by';

type Make = StepThatDoes<'make-image'>;
type Delete = StepThatDoes<'delete-image'>;

/** A SageMaker image is a name for versions, and has a role that reads ECR. */
export const makeImage: StepKind<Make, PublishContext, SageMakerImage | undefined> = {
  sign: '+',
  what: ({ imageName }) => `image ${imageName}`,
  text: ({ imageName, roleArn }) =>
    roleArn === undefined ? `wait for image ${imageName}` : `make image ${imageName} with role ${roleArn}`,
  read: ({ sagemaker }, { imageName }) => findImage(sagemaker, imageName),
  settled: settledImage,
  reached: (now) => now?.status === 'CREATED',
  async perform(context, { imageName, roleArn }) {
    if (roleArn === undefined)
      throw new StepError(`image ${imageName}${inRegion(context)} is gone`, 'run the command again');
    await createImage(context.sagemaker, imageName, roleArn);
  },
};

/** It goes with all its versions, so one that has any, or that settings list, stays. */
export const deleteImageKind: StepKind<Delete, PublishContext, SageMakerImage | undefined> = {
  sign: '-',
  what: ({ imageName }) => `image ${imageName}`,
  text: ({ imageName }) => `delete image ${imageName}`,
  read: ({ sagemaker }, { imageName }) => findImage(sagemaker, imageName),
  // One whose making failed can be deleted.
  ready: (now) => (now && isWorking(now) ? { state: 'waiting', status: now.status } : { state: 'done' }),
  settled: settledImage,
  reached: (now) => now === undefined,
  async namedBy({ sagemaker }, { imageName, holders }) {
    const versions = await listImageVersions(sagemaker, imageName);
    const listed = await listedBy(sagemaker, holders, ({ ImageName }) => ImageName === imageName);
    return [...versions.map(({ version }) => `version ${version}`), ...listed];
  },
  perform: ({ sagemaker }, { imageName }) => deleteImage(sagemaker, imageName),
};

/** An image whose last change failed is as it was before it, and can be used. */
function settledImage(now: SageMakerImage | undefined): Settled {
  if (!now) return { state: 'done' };
  if (isWorking(now)) return { state: 'waiting', status: now.status };
  const { imageName, status, failureReason } = now;
  if (status === 'CREATE_FAILED' || status === 'DELETE_FAILED')
    return { state: 'failed', why: `image ${imageName}: ${failureReason ?? status}` };
  return { state: 'done' };
}

const isWorking = ({ status }: SageMakerImage) => ['CREATING', 'UPDATING', 'DELETING'].includes(status);
