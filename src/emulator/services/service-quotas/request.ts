import type { QuotaRequestRecord } from '../../state/records';
import { SERVICE_CODE, SERVICE_NAME } from './quota';
import type { RequestedServiceQuotaChange } from './shapes';

/** A request for a higher quota as the service tells it. */
export const toldRequest = (record: QuotaRequestRecord): RequestedServiceQuotaChange => ({
  Id: record.key,
  RequestType: 'AutomaticManagement',
  ServiceCode: SERVICE_CODE,
  ServiceName: SERVICE_NAME,
  QuotaCode: record.QuotaCode,
  QuotaName: record.QuotaName,
  DesiredValue: record.DesiredValue,
  Status: record.Status,
  Created: record.CreationTime,
  LastUpdated: record.LastModifiedTime,
  Requester: JSON.stringify({ accountId: record.arn.split(':')[4], callerArn: record.Requester }),
  QuotaArn: record.arn,
  GlobalQuota: false,
  Unit: 'None',
  QuotaRequestedAtLevel: 'ACCOUNT',
});
