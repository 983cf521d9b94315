import { page } from '../../paging';
import { operation } from './operation';
import { applied, offered, PAGE, requireService } from './quota';

/** The quotas whose applied values are known; the others are left out, as AWS does (A6). */
export const ListServiceQuotas = operation('ListServiceQuotas', {
  resource: () => '*',
  action(call) {
    const { input } = call;
    requireService(input.ServiceCode);
    const known = input.QuotaAppliedAtLevel === 'RESOURCE' ? [] : offered(call);
    const found = known
      .filter(({ code }) => input.QuotaCode === undefined || code === input.QuotaCode)
      .flatMap((quota) => {
        const Quota = applied(call, quota);
        return Quota ? [{ key: quota.code, name: quota.name, Quota }] : [];
      });
    const { items, NextToken } = page(found, ({ name }) => name, input, PAGE);
    return { Quotas: items.map(({ Quota }) => Quota), NextToken };
  },
});
