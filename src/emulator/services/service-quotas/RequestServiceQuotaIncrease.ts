import { randomBytes } from 'node:crypto';
import { ServiceError } from '../../errors';
import { appliedValue } from '../../rules/quotas';
import { created } from '../../rules/timestamps';
import type { QuotaRequestRecord } from '../../state/records';
import { operation } from './operation';
import { defaultOf, quotaArn, quotaOf } from './quota';
import { toldRequest } from './request';

/**
 * Asks for a higher quota: pending at first, and granted after a while. One request may be open for a quota, and it must
 * ask for more than there is [errors of the model]; the sentences are ours.
 */
export const RequestServiceQuotaIncrease = operation('RequestServiceQuotaIncrease', {
  resource: ({ QuotaCode }, caller) => quotaArn(caller, { code: QuotaCode }),
  action(call) {
    const { caller, clock, configuration, input, state } = call;
    const quota = quotaOf(call, input.ServiceCode, input.QuotaCode);
    const current = appliedValue(call, quota.name);
    const least = typeof current === 'number' ? current : defaultOf(quota);
    if (input.DesiredValue <= least) {
      throw new ServiceError(
        'IllegalArgumentException',
        `You must provide a quota value greater than the current quota value: ${least}, not ${input.DesiredValue}.`,
      );
    }
    for (const other of state.below('quota-request', quota.name)) {
      if (other.Status !== 'PENDING') continue;
      throw new ServiceError(
        'ResourceAlreadyExistsException',
        'Only one open service quota increase request is allowed per quota.',
      );
    }
    const record: QuotaRequestRecord = {
      kind: 'quota-request',
      key: randomBytes(20).toString('hex'),
      arn: quotaArn(caller, quota),
      QuotaName: quota.name,
      QuotaCode: quota.code,
      DesiredValue: input.DesiredValue,
      Status: 'PENDING',
      Requester: caller.principalArn,
      due: clock.after(configuration.durations.quotaIncrease),
      tags: {},
      ...created(clock),
    };
    state.put(record);
    return { RequestedQuota: toldRequest(record) };
  },
});
