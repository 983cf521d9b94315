import { validationException } from '../errors';
import { operation } from '../operation';
import { imageVersionArn } from '../rules/image-arns';
import { steadyVersion } from '../rules/image-existing';
import { requireArnUnused, requireVersionUnused } from '../rules/settings-in-use';
import { timestamp } from '../rules/timestamps';

/** Deletes a version that is not in use. Its number is not given again. */
export const DeleteImageVersion = operation('DeleteImageVersion', {
  resource: (input, caller) => imageVersionArn(caller, input.ImageName, input.Version ?? '*'),
  action({ clock, configuration, input, state }) {
    // Assumption from the modelled members, neither of which is required: naming none is no way to delete the latest.
    if (input.Version === undefined && input.Alias === undefined) {
      throw validationException('Either Version or Alias must be given.');
    }
    const version = steadyVersion(state, input);
    const what = `ImageVersion [${version.arn}]`;
    requireVersionUnused(state, what, version);
    requireArnUnused(state, what, [version.arn]);
    state.put({
      ...version,
      ImageVersionStatus: 'DELETING',
      due: clock.after(configuration.durations.imageVersionDelete),
      LastModifiedTime: timestamp(clock),
    });
    return {};
  },
});
