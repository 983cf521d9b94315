import { operation } from '../operation';
import { pageOf } from '../paging';
import { between } from '../rules/filters';

const sortedBy = {
  Name: 'AppImageConfigName',
  CreationTime: 'CreationTime',
  LastModifiedTime: 'LastModifiedTime',
} as const;

/** The account's app image configs, newest first unless asked otherwise [BC doc]. */
export const ListAppImageConfigs = operation('ListAppImageConfigs', {
  resource: () => '*',
  action({ input, state }) {
    const order = state.inOrder('app-image-config', '*', sortedBy[input.SortBy ?? 'CreationTime']);
    const request = { ...input, SortOrder: input.SortOrder ?? ('Descending' as const) };
    const { items, NextToken } = pageOf(
      order,
      request,
      (config) =>
        config.AppImageConfigName.includes(input.NameContains ?? '') &&
        between(config.CreationTime, input.CreationTimeAfter, input.CreationTimeBefore) &&
        between(config.LastModifiedTime, input.ModifiedTimeAfter, input.ModifiedTimeBefore),
    );
    const AppImageConfigs = items.map((config) => ({
      AppImageConfigArn: config.arn,
      AppImageConfigName: config.AppImageConfigName,
      KernelGatewayImageConfig: config.KernelGatewayImageConfig,
      JupyterLabAppImageConfig: config.JupyterLabAppImageConfig,
      CodeEditorAppImageConfig: config.CodeEditorAppImageConfig,
      CreationTime: config.CreationTime,
      LastModifiedTime: config.LastModifiedTime,
    }));
    return { AppImageConfigs, NextToken };
  },
});
