import { operation } from '../operation';
import { existingAppImageConfig } from '../rules/existing';
import { appImageConfigArn } from '../rules/image-arns';
import { timestamp } from '../rules/timestamps';

/** Replaces the parts that are given, whole; those that are not given stay (assumption). */
export const UpdateAppImageConfig = operation('UpdateAppImageConfig', {
  resource: (input, caller) => appImageConfigArn(caller, input.AppImageConfigName),
  action({ clock, input, state }) {
    const config = existingAppImageConfig(state, input.AppImageConfigName);
    state.put({
      ...config,
      KernelGatewayImageConfig: input.KernelGatewayImageConfig ?? config.KernelGatewayImageConfig,
      JupyterLabAppImageConfig: input.JupyterLabAppImageConfig ?? config.JupyterLabAppImageConfig,
      CodeEditorAppImageConfig: input.CodeEditorAppImageConfig ?? config.CodeEditorAppImageConfig,
      LastModifiedTime: timestamp(clock),
    });
    return { AppImageConfigArn: config.arn };
  },
});
