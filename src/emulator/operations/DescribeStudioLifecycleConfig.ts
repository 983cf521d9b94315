import { operation } from '../operation';
import { lifecycleConfigArn } from '../rules/image-arns';
import { existingLifecycleConfig } from '../rules/existing';

/** A lifecycle configuration with its content. */
export const DescribeStudioLifecycleConfig = operation('DescribeStudioLifecycleConfig', {
  resource: (input, caller) => lifecycleConfigArn(caller, input.StudioLifecycleConfigName),
  action({ input, state }) {
    const config = existingLifecycleConfig(state, input.StudioLifecycleConfigName);
    return {
      StudioLifecycleConfigArn: config.arn,
      StudioLifecycleConfigName: config.StudioLifecycleConfigName,
      StudioLifecycleConfigContent: config.StudioLifecycleConfigContent,
      StudioLifecycleConfigAppType: config.StudioLifecycleConfigAppType,
      CreationTime: config.CreationTime,
      LastModifiedTime: config.LastModifiedTime,
    };
  },
});
