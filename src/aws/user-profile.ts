import { DescribeUserProfileCommand } from '@aws-sdk/client-sagemaker';
import { statedAppSettings, type StatedAppSettings } from './app-settings';
import type { SageMaker } from './client';

export interface UserProfile {
  userProfileName: string;
  settings: StatedAppSettings;
}

/** DescribeUserProfile. Rejects with `AwsError`. */
export async function describeUserProfile(
  sagemaker: SageMaker,
  domainId: string,
  userProfileName: string,
): Promise<UserProfile> {
  const answer = await sagemaker.ask('DescribeUserProfile', (client) =>
    client.send(new DescribeUserProfileCommand({ DomainId: domainId, UserProfileName: userProfileName })),
  );
  return { userProfileName, settings: statedAppSettings(answer.UserSettings) };
}
