import type { SageMaker } from '../../aws/client';
import { describeProfileNetwork } from '../../aws/domain-network';
import { listUserProfiles } from '../../aws/user-profile';
import { type Fact, known } from '../findings/fact';
import { factOf } from './read-fact';
import type { AppGroups, DomainNetwork } from './rules/live-network';

/** The groups of the domain's apps, as its defaults say. */
export function groupsByDefault({ privateSpaces, sharedSpaces }: DomainNetwork): AppGroups[] {
  const shared = sharedSpaces.groupIds.length > 0 ? [{ who: 'shared spaces', groupIds: sharedSpaces.groupIds }] : [];
  return [{ who: 'private spaces', groupIds: privateSpaces.groupIds }, ...shared];
}

/** Describing every user profile takes a call for each, so only where isolation is asked for. */
export async function groupsOfAll(
  sagemaker: SageMaker,
  domain: DomainNetwork,
  isolation: 'per-profile' | 'none',
): Promise<Fact<AppGroups[]>> {
  const byDefault = groupsByDefault(domain);
  if (isolation === 'none') return known(byDefault);
  return factOf(`user profiles of ${domain.domainId}`, async () => {
    const profiles: AppGroups[] = [];
    for (const name of await listUserProfiles(sagemaker, domain.domainId)) {
      const { groupIds } = await describeProfileNetwork(sagemaker, domain.domainId, name);
      profiles.push({ who: `user profile ${name}`, groupIds: [...domain.privateSpaces.groupIds, ...groupIds] });
    }
    return [...byDefault, ...profiles];
  });
}
