import { listApps } from '../../aws/app';
import type { SageMaker } from '../../aws/client';
import { describeDomainNetwork } from '../../aws/domain-network';
import { listDomainIds } from '../../aws/domain';
import { listUserProfiles } from '../../aws/user-profile';
import type { Crowd, DomainNetwork } from './rules/live-network';

/** Apps in these states have an address, or are about to. */
const live = ['Pending', 'InService', 'Deleting'];

/**
 * The people of a domain and of every other one that takes its addresses from some of the same subnets, and how many of
 * their apps run. `people`: of the domain itself, where it is known. Rejects with `AwsError`.
 */
export async function crowdsOf(sagemaker: SageMaker, domain: DomainNetwork, people?: number): Promise<Crowd[]> {
  const crowds = [await crowdOf(sagemaker, domain.domainId, people)];
  for (const domainId of await listDomainIds(sagemaker)) {
    if (domainId === domain.domainId) continue;
    const { subnetIds } = await describeDomainNetwork(sagemaker, domainId);
    if (subnetIds.some((id) => domain.subnetIds.includes(id))) crowds.push(await crowdOf(sagemaker, domainId));
  }
  return crowds;
}

async function crowdOf(sagemaker: SageMaker, domainId: string, people?: number): Promise<Crowd> {
  const count = people ?? (await listUserProfiles(sagemaker, domainId)).length;
  const { items } = await listApps(sagemaker, domainId, { of: 'domain' });
  return { domainId, people: count, running: items.filter(({ status }) => live.includes(status)).length };
}
