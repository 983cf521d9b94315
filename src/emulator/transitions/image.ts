import type { ImageRecord, ImageVersionRecord } from '../state/records';

/** What an image that is due becomes: created after a change, gone (undefined) after a deletion. */
export function nextImage(image: ImageRecord): ImageRecord | undefined {
  if (image.ImageStatus === 'DELETING') return undefined;
  return { ...image, ImageStatus: 'CREATED', due: undefined };
}

/** What an image version that is due becomes: created, or failed with the reason it carries, or gone (undefined). */
export function nextImageVersion(version: ImageVersionRecord): ImageVersionRecord | undefined {
  if (version.ImageVersionStatus === 'DELETING') return undefined;
  const ended = { ...version, due: undefined, willFail: undefined };
  if (version.willFail === undefined) return { ...ended, ImageVersionStatus: 'CREATED' };
  return { ...ended, ImageVersionStatus: 'CREATE_FAILED', FailureReason: version.willFail };
}
