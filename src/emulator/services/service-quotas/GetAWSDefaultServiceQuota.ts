import { operation } from './operation';
import { defaultQuota, quotaArn, quotaOf } from './quota';

/** The default of a quota, which says nothing of what the account has. */
export const GetAWSDefaultServiceQuota = operation('GetAWSDefaultServiceQuota', {
  resource: ({ QuotaCode }, caller) => quotaArn(caller, { code: QuotaCode }),
  action: (call) => ({
    Quota: defaultQuota(call.caller, quotaOf(call, call.input.ServiceCode, call.input.QuotaCode)),
  }),
});
