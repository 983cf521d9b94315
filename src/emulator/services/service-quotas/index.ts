import { isObject } from '../../model/json-types';
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
import { SERVICE_CODE } from './quota';
import { RequestServiceQuotaIncrease } from './RequestServiceQuotaIncrease';
import model from './model.json';
import type { Operations } from './shapes';

/** Which quota: those that the operations that create enforce. With `--others` those of other services are there. */
export const serviceQuotas = service(
  {
    title: 'Service Quotas',
    prefix: 'servicequotas',
    signingName: 'servicequotas',
    eventSource: 'servicequotas.amazonaws.com',
    invalidToken: 'InvalidPaginationTokenException',
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
  (_operation, input) => !isObject(input) || input.ServiceCode === undefined || input.ServiceCode === SERVICE_CODE,
);
