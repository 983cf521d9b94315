import type { SageMaker } from '../../../aws/client';
import type { ImageAppType } from '../verify/app-type';
import { changeImageList, holderText, readImageList, type ImagesHolder, type ListedImage } from './image-list';
import type { Step } from './step';

/** An image as settings list it for an app type. */
export interface Attachment {
  imageName: string;
  appImageConfigName: string;
  appType: ImageAppType;
}

/**
 * Sees that a holder's settings list an image, beside those that they list already. Without a version number: Studio
 * then offers the latest, and publishing and pruning decide which that is.
 */
export const attachmentStep =
  (sagemaker: SageMaker, { imageName, appImageConfigName, appType }: Attachment, holder: ImagesHolder): Step =>
  async () => {
    const { images: before } = await readImageList(sagemaker, holder, appType);
    const isThis = (one: ListedImage) => one.ImageName === imageName && one.AppImageConfigName === appImageConfigName;
    const who = holderText(holder);
    const there = before.find(isThis);
    if (there && there.ImageVersionNumber === undefined) {
      return { state: 'there', text: `${who} lists image ${imageName} for ${appType}`, value: undefined };
    }
    const kept = before.filter((one) => !isThis(one));
    const others = kept.length === 0 ? '' : `, beside ${kept.map((one) => one.ImageName).join(', ')}`;
    const own = { ImageName: imageName, AppImageConfigName: appImageConfigName };
    const list = (entry: ListedImage[]) =>
      changeImageList(sagemaker, holder, appType, (now) => [...now.filter((one) => !isThis(one)), ...entry]);
    return {
      state: 'to-do',
      text: `list image ${imageName} for ${appType} in the settings of ${who}${others}`,
      async carryOut(undo) {
        await list([own]);
        undo.made(`image ${imageName} in the settings of ${who}`, async () => {
          await list(there ? [there] : []);
        });
      },
    };
  };
