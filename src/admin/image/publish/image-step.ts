import type { SageMaker } from '../../../aws/client';
import { createImage, deleteImage, findImage } from '../../../aws/image';
import type { Step } from './step';
import { PublishError, type Wait } from './wait';

/** Sees that a SageMaker image is there and ready; `roleArn` is needed only to make one. */
export const imageStep =
  (sagemaker: SageMaker, imageName: string, roleArn: string | undefined, wait: Wait): Step =>
  async () => {
    const what = `image ${imageName}`;
    const found = await findImage(sagemaker, imageName);
    if (found?.status === 'CREATED') return { state: 'there', text: `${what} is there`, value: undefined };
    const ready = () =>
      wait(what, async () => {
        const image = await findImage(sagemaker, imageName);
        if (image?.status === 'CREATED') return { state: 'ready', value: undefined };
        if (image?.status.endsWith('FAILED')) return { state: 'failed', reason: image.failureReason ?? image.status };
        return { state: 'pending', what: image?.status ?? 'not there yet' };
      });
    if (found) return { state: 'to-do', text: `wait for ${what}, which is ${found.status}`, carryOut: ready };
    if (roleArn === undefined)
      throw new PublishError(
        `there is no ${what}, and to make it a role is needed`,
        'name a role that may read ECR with --role',
      );
    return {
      state: 'to-do',
      text: `make ${what} with role ${roleArn}`,
      async carryOut(undo) {
        await createImage(sagemaker, imageName, roleArn);
        undo.made(what, () => deleteImage(sagemaker, imageName));
        await ready();
      },
    };
  };
