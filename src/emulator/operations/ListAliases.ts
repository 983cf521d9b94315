import { operation } from '../operation';
import { page } from '../paging';
import { imageVersionArn } from '../rules/image-arns';
import { existingImage, existingVersion } from '../rules/image-existing';

/** The aliases of an image, or of one of its versions, by name. */
export const ListAliases = operation('ListAliases', {
  resource: (input, caller) => imageVersionArn(caller, input.ImageName, input.Version ?? '*'),
  action({ input, state }) {
    existingImage(state, input.ImageName);
    const ofOne = input.Version !== undefined || input.Alias !== undefined;
    const versions = ofOne ? [existingVersion(state, input)] : [...state.below('image-version', input.ImageName)];
    const aliases = versions.flatMap((version) => version.aliases.map((key) => ({ key })));
    const { items, NextToken } = page(aliases, ({ key }) => key, input);
    return { SageMakerImageVersionAliases: items.map(({ key }) => key), NextToken };
  },
});
