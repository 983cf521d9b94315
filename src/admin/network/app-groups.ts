import type { SageMaker } from '../../aws/client';
import { describeProfileNetwork } from '../../aws/domain-network';
import { listUserProfiles } from '../../aws/user-profile';
import { type Fact, known } from '../findings/fact';
import { factOf } from './read-fact';
import type { AppGroups, DomainNetwork, StatedNetwork } from './rules/live-network';

type Stated = Pick<StatedNetwork, 'groupIds' | 'efsFileSystemIds' | 'lustreFileSystemIds'>;

/** What the domain's apps carry and mount, as its defaults say. */
export function groupsByDefault({ privateSpaces, sharedSpaces }: DomainNetwork): AppGroups[] {
  const all = [appGroups('private spaces', privateSpaces), appGroups('shared spaces', sharedSpaces)];
  return all.filter(({ who, ...stated }) => who === 'private spaces' || Object.values(stated).flat().length > 0);
}

/** Describing every user profile takes a call for each, so only where it is asked for. */
export async function groupsOfAll(
  sagemaker: SageMaker,
  domain: DomainNetwork,
  profiles: 'each' | 'by-default',
): Promise<Fact<AppGroups[]>> {
  const byDefault = groupsByDefault(domain);
  if (profiles === 'by-default') return known(byDefault);
  return factOf(`user profiles of ${domain.domainId}`, async () => {
    const each: AppGroups[] = [];
    for (const name of await listUserProfiles(sagemaker, domain.domainId)) {
      const own = await describeProfileNetwork(sagemaker, domain.domainId, name);
      each.push(appGroups(`user profile ${name}`, domain.privateSpaces, own));
    }
    return [...byDefault, ...each];
  });
}

/** What some levels of settings say together. */
function appGroups(who: string, ...levels: Stated[]): AppGroups {
  const all = (name: keyof Stated) => [...new Set(levels.flatMap((level) => level[name]))];
  return {
    who,
    groupIds: all('groupIds'),
    efsFileSystemIds: all('efsFileSystemIds'),
    lustreFileSystemIds: all('lustreFileSystemIds'),
  };
}
