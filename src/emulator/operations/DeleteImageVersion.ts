import { operation } from '../operation';
import { imageVersionArn } from '../rules/image-arns';
import { existingVersion } from '../rules/image-existing';
import { requireArnUnused } from '../rules/settings-in-use';
import { timestamp } from '../rules/timestamps';

/** Deletes a version that is not in use. Its number is not given again. */
export const DeleteImageVersion = operation('DeleteImageVersion', {
  resource: (input, caller) => imageVersionArn(caller, input.ImageName, input.Version ?? '*'),
  action({ clock, configuration, input, state }) {
    const version = existingVersion(state, input);
    requireArnUnused(state, `ImageVersion [${version.arn}]`, [version.arn]);
    state.put({
      ...version,
      ImageVersionStatus: 'DELETING',
      due: clock.after(configuration.durations.imageVersionDelete),
      LastModifiedTime: timestamp(clock),
    });
    return {};
  },
});
