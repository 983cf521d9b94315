import { operation } from '../operation';
import { imageArn } from '../rules/image-arns';
import { existingImage, steadyImage } from '../rules/image-existing';
import { requireArnUnused, requireNameUnused } from '../rules/settings-in-use';
import { timestamp } from '../rules/timestamps';

/** Deletes an image that is not in use, and all of its versions with it [BC doc]; the container image stays in ECR. */
export const DeleteImage = operation('DeleteImage', {
  resource: (input, caller) => imageArn(caller, input.ImageName),
  action({ clock, configuration, input, state }) {
    const found = existingImage(state, input.ImageName);
    const image = found.ImageStatus.endsWith('_FAILED') ? found : steadyImage(state, input.ImageName);
    const what = `Image [${image.arn}]`;
    const versions = [...state.below('image-version', image.key)];
    requireNameUnused(state, what, 'ImageName', image.ImageName);
    requireArnUnused(state, what, [image.arn, ...versions.map(({ arn }) => arn)]);
    for (const version of versions) state.put({ ...version, ImageVersionStatus: 'DELETING', due: undefined });
    state.put({
      ...image,
      ImageStatus: 'DELETING',
      due: clock.after(configuration.durations.imageDelete),
      LastModifiedTime: timestamp(clock),
    });
    return {};
  },
});
