import { operation } from '../operation';
import { page } from '../paging';
import { matching } from '../rules/matching';
import { between } from '../rules/time-filters';

const sortedBy = {
  Name: 'AppImageConfigName',
  CreationTime: 'CreationTime',
  LastModifiedTime: 'LastModifiedTime',
} as const;

/** The account's app image configs, newest first unless asked otherwise [BC doc]. */
export const ListAppImageConfigs = operation('ListAppImageConfigs', {
  resource: () => '*',
  action({ input, state }) {
    const found = matching(
      state.below('app-image-config', '*'),
      (config) =>
        config.AppImageConfigName.includes(input.NameContains ?? '') &&
        between(config.CreationTime, input.CreationTimeAfter, input.CreationTimeBefore) &&
        between(config.LastModifiedTime, input.ModifiedTimeAfter, input.ModifiedTimeBefore),
    );
    const sort = sortedBy[input.SortBy ?? 'CreationTime'];
    const order = { ...input, SortOrder: input.SortOrder ?? ('Descending' as const) };
    const { items, NextToken } = page(found, (config) => config[sort], order);
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
