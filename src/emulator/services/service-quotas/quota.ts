import { ServiceError } from '../../errors';
import type { Caller } from '../../caller';
import type { CallWith } from '../../operation';
import { appliedValue } from '../../rules/quotas';
import { type Quota, quotaTable } from '../../rules/quota-table';
import type { ServiceQuota } from './shapes';
import { partitionOf } from '../../region';

export const SERVICE_CODE = 'sagemaker';
export const SERVICE_NAME = 'Amazon SageMaker';

type Context = Pick<CallWith<unknown>, 'caller' | 'configuration' | 'state'>;

/** The sentences of what is not there are ours; that a quota may not exist in a region is known (A6). */
export const noSuchResource = (what: string) =>
  new ServiceError('NoSuchResourceException', `The request failed because the specified ${what} does not exist.`);

/** Throws NoSuchResourceException for a service that has no quotas here. */
export function requireService(serviceCode: string): void {
  if (serviceCode !== SERVICE_CODE) throw noSuchResource(`service [${serviceCode}]`);
}

/** The quotas of the region: all that are enforced but for those that are not offered. */
export const offered = ({ configuration }: Pick<Context, 'configuration'>): Quota[] =>
  quotaTable().filter(({ name }) => configuration.accountQuotas[name] !== 'not offered');

/** The quota of a code; NoSuchResourceException for one that the region does not have. */
export function quotaOf(context: Pick<Context, 'configuration'>, serviceCode: string, code: string): Quota {
  requireService(serviceCode);
  const quota = offered(context).find((each) => each.code === code);
  if (!quota) throw noSuchResource(`quota [${code}]`);
  return quota;
}

/**
 * What AWS gives as the default of each: far below what accounts really have, and no limit at all (A6: 2 domains where
 * 500 could be made, 2 profiles where 6,000 could). Assumption: 0 for apps on an instance type.
 */
export const defaultOf = ({ counts }: Quota) => (counts.instanceType === undefined ? 2 : 0);

/** A quota as the service tells it, with a value. */
function told({ code, name, usage }: Quota, value: number, arn: string): ServiceQuota {
  return {
    ServiceCode: SERVICE_CODE,
    ServiceName: SERVICE_NAME,
    QuotaArn: arn,
    QuotaCode: code,
    QuotaName: name,
    Value: value,
    Unit: 'None',
    Adjustable: true,
    // As of all of SageMaker's (A6).
    GlobalQuota: false,
    UsageMetric:
      usage === undefined
        ? undefined
        : {
            MetricNamespace: 'AWS/Usage',
            MetricName: 'ResourceCount',
            MetricDimensions: { Class: 'None', Resource: usage, Service: 'SageMaker', Type: 'Resource' },
            MetricStatisticRecommendation: 'Maximum',
          },
    QuotaAppliedAtLevel: 'ACCOUNT',
  };
}

/** A quota with the value that the account has; undefined where none can be told, as it then limits nothing. */
export function applied(context: Context, quota: Quota): ServiceQuota | undefined {
  const value = appliedValue(context, quota.name);
  return typeof value === 'number' ? told(quota, value, quotaArn(context.caller, quota)) : undefined;
}

export const quotaArn = ({ accountId, region }: Pick<Caller, 'accountId' | 'region'>, { code }: Pick<Quota, 'code'>) =>
  `arn:${partitionOf(region)}:servicequotas:${region}:${accountId}:${SERVICE_CODE}/${code}`;

/** Defaults belong to no account. */
export const defaultQuota = ({ region }: Caller, quota: Quota) =>
  told(quota, defaultOf(quota), quotaArn({ region, accountId: '' }, quota));

/** How many quotas a page has when the request does not say [model doc]: at most 100. */
export const PAGE = 100;
