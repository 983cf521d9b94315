import { ServiceError } from '../../errors';
import type { Caller } from '../../caller';
import type { CallWith } from '../../operation';
import { partitionOf } from '../../region';
import { instanceArn } from '../../rules/identity-center';
import type { DomainRecord } from '../../state/records';

type Context = Pick<CallWith<unknown>, 'state'>;

/** The sentences of what is not there are ours. */
export const notFound = (what: string) => new ServiceError('ResourceNotFoundException', `${what} does not exist.`);

/** The domain whose application that is; ResourceNotFoundException where there is none. */
export function domainOf({ state }: Context, applicationArn: string): DomainRecord {
  for (const domain of state.below('domain', '*')) {
    if (domain.SingleSignOnApplicationArn === applicationArn) return domain;
  }
  throw notFound(`Application [${applicationArn}]`);
}

/** Throws ResourceNotFoundException for an instance that is not the account's. */
export function requireInstance(caller: Caller, arn: string): void {
  if (arn !== instanceArn(caller)) throw notFound(`Instance [${arn}]`);
}

/** The application of an SSO domain; its name stands in the console's error text (administration facts, B). */
export const told = (caller: Caller, domain: DomainRecord) => ({
  ApplicationArn: domain.SingleSignOnApplicationArn,
  ApplicationProviderArn: `arn:${partitionOf(caller.region)}:sso::aws:applicationProvider/sagemaker`,
  Name: `Amazon SageMaker Studio (${domain.DomainId})`,
  ApplicationAccount: caller.accountId,
  InstanceArn: instanceArn(caller),
  Status: 'ENABLED' as const,
  CreatedDate: domain.CreationTime,
});

/** How many a page has when the request does not say: as many as may be [model, MaxResults]. */
export const PAGE = 100;
