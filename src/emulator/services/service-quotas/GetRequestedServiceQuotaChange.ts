import { operation } from './operation';
import { noSuchResource } from './quota';
import { toldRequest } from './request';

/** How a request for a higher quota stands. */
export const GetRequestedServiceQuotaChange = operation('GetRequestedServiceQuotaChange', {
  resource: () => '*',
  action({ input, state }) {
    const record = state.get('quota-request', input.RequestId);
    if (!record) throw noSuchResource(`request [${input.RequestId}]`);
    return { RequestedQuota: toldRequest(record) };
  },
});
