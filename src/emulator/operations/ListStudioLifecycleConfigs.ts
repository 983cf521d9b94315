import { operation } from '../operation';
import { pageOf } from '../paging';
import { between } from '../rules/filters';

const sortedBy = {
  Name: 'StudioLifecycleConfigName',
  CreationTime: 'CreationTime',
  LastModifiedTime: 'LastModifiedTime',
} as const;

/** The account's lifecycle configurations, newest first unless asked otherwise [BC doc]. */
export const ListStudioLifecycleConfigs = operation('ListStudioLifecycleConfigs', {
  resource: () => '*',
  action({ input, state }) {
    const order = state.inOrder('lifecycle-config', '*', sortedBy[input.SortBy ?? 'CreationTime']);
    const request = { ...input, SortOrder: input.SortOrder ?? ('Descending' as const) };
    const { items, NextToken } = pageOf(
      order,
      request,
      (config) =>
        config.StudioLifecycleConfigName.includes(input.NameContains ?? '') &&
        (input.AppTypeEquals ?? config.StudioLifecycleConfigAppType) === config.StudioLifecycleConfigAppType &&
        between(config.CreationTime, input.CreationTimeAfter, input.CreationTimeBefore) &&
        between(config.LastModifiedTime, input.ModifiedTimeAfter, input.ModifiedTimeBefore),
    );
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
