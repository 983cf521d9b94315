import { operation } from '../operation';
import { imageArn } from '../rules/image-arns';
import { steadyImage } from '../rules/image-existing';
import { timestamp } from '../rules/timestamps';

/** Changes an image's description, display name or role; the first two can also be removed. */
export const UpdateImage = operation('UpdateImage', {
  resource: (input, caller) => imageArn(caller, input.ImageName),
  action({ clock, configuration, input, state }) {
    const image = steadyImage(state, input.ImageName);
    const removed = new Set(input.DeleteProperties);
    state.put({
      ...image,
      Description: removed.has('Description') ? undefined : (input.Description ?? image.Description),
      DisplayName: removed.has('DisplayName') ? undefined : (input.DisplayName ?? image.DisplayName),
      RoleArn: input.RoleArn ?? image.RoleArn,
      ImageStatus: 'UPDATING',
      due: clock.after(configuration.durations.imageUpdate),
      LastModifiedTime: timestamp(clock),
    });
    return { ImageArn: image.arn };
  },
});
