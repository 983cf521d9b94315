import { resourceInUse } from '../errors';
import { operation } from '../operation';
import { imageArn } from '../rules/image-arns';
import { tagsOf } from '../rules/tags';
import { requireQuota } from '../rules/quotas';
import { created } from '../rules/timestamps';

/** Makes an image, without a version yet. */
export const CreateImage = operation('CreateImage', {
  resource: (input, caller) => imageArn(caller, input.ImageName),
  action(call) {
    const { caller, clock, configuration, input, state } = call;
    const { ImageName, Tags, ...rest } = input;
    // Observed: fact sheet, section 4.
    if (state.get('image', ImageName)) {
      throw resourceInUse(`The Image with ImageName ${ImageName} already exists. Please use a different ImageName.`);
    }
    requireQuota(call, 'image');
    const arn = imageArn(caller, ImageName);
    state.put({
      ...rest,
      kind: 'image',
      key: ImageName,
      arn,
      ImageName,
      ImageStatus: 'CREATING',
      lastVersion: 0,
      due: clock.after(configuration.durations.imageCreate),
      tags: tagsOf(Tags),
      ...created(clock),
    });
    return { ImageArn: arn };
  },
});
