import { operation } from '../operation';
import { page } from '../paging';
import { imageArn, imageVersionArn } from '../rules/image-arns';
import { existingImage, existingVersion } from '../rules/image-existing';

/** The aliases of an image, or of one of its versions, by name. */
export const ListAliases = operation('ListAliases', {
  // Both are required [service authorization reference].
  resource: (input, caller) => imageVersionArn(caller, input.ImageName, input.Version ?? '*'),
  alsoOn: (input, caller) => [imageArn(caller, input.ImageName)],
  action({ input, state }) {
    existingImage(state, input.ImageName);
    const ofOne = input.Version !== undefined || input.Alias !== undefined;
    const versions = ofOne ? [existingVersion(state, input)] : [...state.below('image-version', input.ImageName)];
    const aliases = versions.flatMap((version) => version.aliases.map((key) => ({ key })));
    const { items, NextToken } = page(aliases, ({ key }) => key, input);
    return { SageMakerImageVersionAliases: items.map(({ key }) => key), NextToken };
  },
});
