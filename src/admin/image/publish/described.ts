import { describeAppSpecs } from '../../../aws/app';
import type { SageMaker } from '../../../aws/client';
import { describeDomain } from '../../../aws/domain';
import { describeSpace, listSpaces } from '../../../aws/space';
import { describeUserProfile, listUserProfiles } from '../../../aws/user-profile';

/** Anything in a domain that may name an image: what the API says of it. */
export interface Described {
  /** In words: `domain d-…`, `space a`, `app JupyterLab/default of space a`. */
  who: string;
  domainId: string;
  description: object;
  /** For a live app: since when it runs, as far as `CreationTime` tells. */
  runs?: { since?: Date };
}

/** Describes a domain and all its user profiles, spaces and live apps, one after the other. Rejects with `AwsError`. */
export async function describeAll(sagemaker: SageMaker, domainId: string): Promise<Described[]> {
  const { settings } = await describeDomain(sagemaker, domainId);
  const all: Described[] = [{ who: `domain ${domainId}`, domainId, description: settings }];
  for (const name of await listUserProfiles(sagemaker, domainId)) {
    const profile = await describeUserProfile(sagemaker, domainId, name);
    all.push({ who: `user profile ${name}`, domainId, description: profile.settings });
  }
  for (const { spaceName } of (await listSpaces(sagemaker, domainId)).items) {
    const space = await describeSpace(sagemaker, domainId, spaceName);
    all.push({ who: `space ${spaceName}`, domainId, description: space.settings });
  }
  for (const { who, resourceSpec, since } of await describeAppSpecs(sagemaker, domainId)) {
    all.push({ who, domainId, description: resourceSpec, runs: { ...(since && { since }) } });
  }
  return all;
}
