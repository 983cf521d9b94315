import type { ImageRecord } from '../state/records';

/** What an image that is due becomes: created after a change, gone (undefined) after a deletion. */
export function nextImage(image: ImageRecord): ImageRecord | undefined {
  if (image.ImageStatus === 'DELETING') return undefined;
  return { ...image, ImageStatus: 'CREATED', due: undefined };
}
