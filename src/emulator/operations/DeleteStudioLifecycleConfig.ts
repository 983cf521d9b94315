import { operation } from '../operation';
import { lifecycleConfigArn } from '../rules/image-arns';
import { existingLifecycleConfig } from '../rules/existing';
import { requireArnUnused } from '../rules/settings-in-use';

/** Deletes a lifecycle configuration that no settings name and no live app was started with, at once. */
export const DeleteStudioLifecycleConfig = operation('DeleteStudioLifecycleConfig', {
  resource: (input, caller) => lifecycleConfigArn(caller, input.StudioLifecycleConfigName),
  action({ input, state }) {
    const { arn, key } = existingLifecycleConfig(state, input.StudioLifecycleConfigName);
    requireArnUnused(state, `StudioLifecycleConfig [${arn}]`, [arn]);
    state.delete('lifecycle-config', key);
  },
});
