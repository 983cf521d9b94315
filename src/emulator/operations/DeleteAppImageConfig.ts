import { operation } from '../operation';
import { existingAppImageConfig } from '../rules/existing';
import { appImageConfigArn } from '../rules/image-arns';

/**
 * Deletes an app image config, at once and even while settings name it: the model gives this operation no
 * ResourceInUse.
 */
export const DeleteAppImageConfig = operation('DeleteAppImageConfig', {
  resource: (input, caller) => appImageConfigArn(caller, input.AppImageConfigName),
  action({ input, state }) {
    state.delete('app-image-config', existingAppImageConfig(state, input.AppImageConfigName).key);
  },
});
