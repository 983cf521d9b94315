import { operation } from '../operation';
import { existingAppImageConfig } from '../rules/existing';
import { appImageConfigArn } from '../rules/image-arns';

/** An app image config. */
export const DescribeAppImageConfig = operation('DescribeAppImageConfig', {
  resource: (input, caller) => appImageConfigArn(caller, input.AppImageConfigName),
  action({ input, state }) {
    const config = existingAppImageConfig(state, input.AppImageConfigName);
    return {
      AppImageConfigArn: config.arn,
      AppImageConfigName: config.AppImageConfigName,
      KernelGatewayImageConfig: config.KernelGatewayImageConfig,
      JupyterLabAppImageConfig: config.JupyterLabAppImageConfig,
      CodeEditorAppImageConfig: config.CodeEditorAppImageConfig,
      CreationTime: config.CreationTime,
      LastModifiedTime: config.LastModifiedTime,
    };
  },
});
