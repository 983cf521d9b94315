import { operation } from '../operation';
import { page } from '../paging';
import { matching } from '../rules/matching';
import { between } from '../rules/time-filters';

const sortedBy = {
  Name: 'StudioLifecycleConfigName',
  CreationTime: 'CreationTime',
  LastModifiedTime: 'LastModifiedTime',
} as const;

/** The account's lifecycle configurations, newest first unless asked otherwise [BC doc]. */
export const ListStudioLifecycleConfigs = operation('ListStudioLifecycleConfigs', {
  resource: () => '*',
  action({ input, state }) {
    const found = matching(
      state.below('lifecycle-config', '*'),
      (config) =>
        config.StudioLifecycleConfigName.includes(input.NameContains ?? '') &&
        (input.AppTypeEquals ?? config.StudioLifecycleConfigAppType) === config.StudioLifecycleConfigAppType &&
        between(config.CreationTime, input.CreationTimeAfter, input.CreationTimeBefore) &&
        between(config.LastModifiedTime, input.ModifiedTimeAfter, input.ModifiedTimeBefore),
    );
    const sort = sortedBy[input.SortBy ?? 'CreationTime'];
    const order = { ...input, SortOrder: input.SortOrder ?? ('Descending' as const) };
    const { items, NextToken } = page(found, (config) => config[sort], order);
    const StudioLifecycleConfigs = items.map((config) => ({
      StudioLifecycleConfigArn: config.arn,
      StudioLifecycleConfigName: config.StudioLifecycleConfigName,
      StudioLifecycleConfigAppType: config.StudioLifecycleConfigAppType,
      CreationTime: config.CreationTime,
      LastModifiedTime: config.LastModifiedTime,
    }));
    return { StudioLifecycleConfigs, NextToken };
  },
});
