import { page } from '../../paging';
import { matching } from '../../rules/filters';
import { operation } from './operation';
import { PAGE, quotaOf } from './quota';
import { toldRequest } from './request';

/** The requests for more of one quota, newest first. */
export const ListRequestedServiceQuotaChangeHistoryByQuota = operation(
  'ListRequestedServiceQuotaChangeHistoryByQuota',
  {
    resource: () => '*',
    action(call) {
      const { input, state } = call;
      const { name } = quotaOf(call, input.ServiceCode, input.QuotaCode);
      const found = matching(
        state.below('quota-request', name),
        ({ Status }) =>
          (input.Status === undefined || Status === input.Status) && input.QuotaRequestedAtLevel !== 'RESOURCE',
      );
      const request = { ...input, SortOrder: 'Descending' as const };
      const { items, NextToken } = page(found, ({ CreationTime }) => CreationTime, request, PAGE);
      return { RequestedQuotas: items.map(toldRequest), NextToken };
    },
  },
);
