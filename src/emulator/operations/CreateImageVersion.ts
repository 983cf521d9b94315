import { operation } from '../operation';
import { imageVersionArn } from '../rules/image-arns';
import { steadyImage, withoutAliases } from '../rules/image-existing';
import { created } from '../rules/timestamps';
import { imageVersionKey } from '../state/state';

/**
 * Makes a version of an image from a container image in ECR. A request with the same client token answers what the
 * first one did [BC doc: the token makes it idempotent].
 */
export const CreateImageVersion = operation('CreateImageVersion', {
  resource: (input, caller) => imageVersionArn(caller, input.ImageName, '*'),
  action({ caller, clock, configuration, input, state }) {
    const { Aliases = [], ...request } = input;
    for (const version of state.below('image-version', input.ImageName)) {
      if (version.request.ClientToken === input.ClientToken) return { ImageVersionArn: version.arn };
    }
    const image = steadyImage(state, input.ImageName);
    const number = image.lastVersion + 1;
    const key = imageVersionKey(image.ImageName, number);
    const arn = imageVersionArn(caller, image.ImageName, number);
    withoutAliases(state, image.ImageName, Aliases, key);
    state.put({ ...image, lastVersion: number });
    state.put({
      kind: 'image-version',
      key,
      arn,
      ImageName: image.ImageName,
      Version: number,
      ImageVersionStatus: 'CREATING',
      aliases: [...new Set(Aliases)],
      // The commonest failure is one of permissions (fact sheet, section 4); the sentence is ours.
      willFail: configuration.unreadableBaseImages.includes(input.BaseImage)
        ? `InternalFailure: ${image.RoleArn} may not pull ${input.BaseImage}.`
        : undefined,
      request,
      due: clock.after(configuration.durations.imageVersionCreate),
      tags: {},
      ...created(clock),
    });
    return { ImageVersionArn: arn };
  },
});
