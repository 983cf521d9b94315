import type { SageMaker } from '../../../aws/client';
import { readCustomImages, writeCustomImages, type ImagesHolder } from '../../../aws/custom-images';
import type { ImageAppType } from '../verify/app-type';
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
    const before = await readCustomImages(sagemaker, holder, appType);
    const isThis = (one: (typeof before)[number]) =>
      one.imageName === imageName && one.appImageConfigName === appImageConfigName;
    const who = holderText(holder);
    const there = before.find(isThis);
    if (there && there.version === undefined) {
      return { state: 'there', text: `${who} lists image ${imageName} for ${appType}`, value: undefined };
    }
    const kept = before.filter((one) => !isThis(one));
    const others = kept.length === 0 ? '' : `, beside ${kept.map((one) => one.imageName).join(', ')}`;
    return {
      state: 'to-do',
      text: `list image ${imageName} for ${appType} in the settings of ${who}${others}`,
      async carryOut(undo) {
        await writeCustomImages(sagemaker, holder, appType, [...kept, { imageName, appImageConfigName }]);
        undo.made(`image ${imageName} in the settings of ${who}`, () =>
          writeCustomImages(sagemaker, holder, appType, before),
        );
      },
    };
  };

/** A holder in words. */
function holderText(holder: ImagesHolder): string {
  if (holder.of === 'user-profile') return `user profile ${holder.userProfileName}`;
  if (holder.of === 'space') return `space ${holder.spaceName}`;
  return holder.of === 'domain' ? `domain ${holder.domainId}` : `shared spaces of domain ${holder.domainId}`;
}
