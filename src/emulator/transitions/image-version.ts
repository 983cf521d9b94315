import type { ImageVersionRecord } from '../state/records';

/** What an image version that is due becomes: created, or failed with the reason it carries, or gone (undefined). */
export function nextImageVersion(version: ImageVersionRecord): ImageVersionRecord | undefined {
  if (version.ImageVersionStatus === 'DELETING') return undefined;
  return {
    ...version,
    ImageVersionStatus: version.FailureReason === undefined ? 'CREATED' : 'CREATE_FAILED',
    due: undefined,
  };
}
