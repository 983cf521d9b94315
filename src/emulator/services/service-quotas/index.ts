import { Model } from '../../model/service';
import { service } from '../service';
import { GetAWSDefaultServiceQuota } from './GetAWSDefaultServiceQuota';
import { GetRequestedServiceQuotaChange } from './GetRequestedServiceQuotaChange';
import { GetServiceQuota } from './GetServiceQuota';
import { ListAWSDefaultServiceQuotas } from './ListAWSDefaultServiceQuotas';
import { ListRequestedServiceQuotaChangeHistory } from './ListRequestedServiceQuotaChangeHistory';
import { ListRequestedServiceQuotaChangeHistoryByQuota } from './ListRequestedServiceQuotaChangeHistoryByQuota';
import { ListServiceQuotas } from './ListServiceQuotas';
import { ListServices } from './ListServices';
import { RequestServiceQuotaIncrease } from './RequestServiceQuotaIncrease';
import model from './model.json';
import type { Operations } from './shapes';

/** Which quota: those that the operations that create enforce. */
export const serviceQuotas = service(
  {
    title: 'Service Quotas',
    prefix: 'servicequotas',
    signingName: 'servicequotas',
    eventSource: 'servicequotas.amazonaws.com',
  },
  new Model<Operations>(model),
  [
    GetAWSDefaultServiceQuota,
    GetRequestedServiceQuotaChange,
    GetServiceQuota,
    ListAWSDefaultServiceQuotas,
    ListRequestedServiceQuotaChangeHistory,
    ListRequestedServiceQuotaChangeHistoryByQuota,
    ListServiceQuotas,
    ListServices,
    RequestServiceQuotaIncrease,
  ],
);
