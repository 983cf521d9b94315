import { operation } from './operation';
import { applied, noSuchResource, quotaArn, quotaOf } from './quota';

/** The value that the account has of a quota; one that cannot be told is not there [model doc of GetServiceQuota]. */
export const GetServiceQuota = operation('GetServiceQuota', {
  resource: ({ QuotaCode }, caller) => quotaArn(caller, { code: QuotaCode }),
  action(call) {
    const { QuotaCode, ServiceCode } = call.input;
    const Quota = applied(call, quotaOf(call, ServiceCode, QuotaCode));
    if (!Quota) throw noSuchResource(`applied value of quota [${QuotaCode}]`);
    return { Quota };
  },
});
