import { page } from '../../paging';
import { operation } from './operation';
import { defaultQuota, offered, PAGE, requireService } from './quota';

/** The defaults of all quotas, of those too whose applied values are not known. */
export const ListAWSDefaultServiceQuotas = operation('ListAWSDefaultServiceQuotas', {
  resource: () => '*',
  action(call) {
    requireService(call.input.ServiceCode);
    const found = offered(call).map((quota) => ({ key: quota.code, quota }));
    const { items, NextToken } = page(found, ({ quota }) => quota.name, call.input, PAGE);
    return { Quotas: items.map(({ quota }) => defaultQuota(call.caller, quota)), NextToken };
  },
});
