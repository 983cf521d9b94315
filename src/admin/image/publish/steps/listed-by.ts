import type { SageMaker } from '../../../../aws/client';
import { ImageAppType } from '../../verify/app-type';
import { holderText, type ImagesHolder, type ListedImage, readImageLists } from '../image-list';

/**
 * Who of these holders lists such an image, and what the domains that they are in list for everyone. Rejects with
 * `AwsError`: where it is not known who names something, it stays.
 */
export async function listedBy(
  sagemaker: SageMaker,
  holders: readonly ImagesHolder[],
  such: (image: ListedImage) => boolean,
): Promise<string[]> {
  const everyone = [...new Set(holders.map(({ domainId }) => domainId))].flatMap((domainId): ImagesHolder[] => [
    { of: 'domain', domainId },
    { of: 'shared-spaces', domainId },
  ]);
  const all = new Map([...holders, ...everyone].map((holder) => [holderText(holder), holder]));
  const names: string[] = [];
  for (const [text, holder] of all) {
    const { images } = await readImageLists(sagemaker, holder);
    if (ImageAppType.options.some((appType) => images[appType].some(such))) names.push(text);
  }
  return names;
}
