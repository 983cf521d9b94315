import { page } from '../../paging';
import { matching } from '../../rules/filters';
import { operation } from './operation';
import { PAGE, requireService } from './quota';
import { toldRequest } from './request';

/** The requests for higher quotas, newest first. */
export const ListRequestedServiceQuotaChangeHistory = operation('ListRequestedServiceQuotaChangeHistory', {
  resource: () => '*',
  action({ input, state }) {
    if (input.ServiceCode !== undefined) requireService(input.ServiceCode);
    const found = matching(
      state.below('quota-request', '*'),
      ({ Status }) =>
        (input.Status === undefined || Status === input.Status) && input.QuotaRequestedAtLevel !== 'RESOURCE',
    );
    const request = { ...input, SortOrder: 'Descending' as const };
    const { items, NextToken } = page(found, ({ CreationTime }) => CreationTime, request, PAGE);
    return { RequestedQuotas: items.map(toldRequest), NextToken };
  },
});
