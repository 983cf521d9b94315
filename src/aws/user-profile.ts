import {
  CreateUserProfileCommand,
  DeleteUserProfileCommand,
  DescribeUserProfileCommand,
  ListUserProfilesCommand,
  UpdateUserProfileCommand,
  type CreateUserProfileCommandInput,
  type UserSettings,
} from '@aws-sdk/client-sagemaker';
import type { SageMaker } from './client';
import { changedLeaves } from './leaves';
import { readPages } from './page';
import { tagList } from './tags';

export type { UserSettings };

export interface UserProfile {
  userProfileName: string;
  /** `Status`: only a user profile that is `InService` takes updates. */
  status: string;
  failureReason?: string;
  /** What it states itself, over the domain. */
  settings: UserSettings;
  arn: string;
  /** `LastModifiedTime`, in milliseconds since 1970. */
  modified?: number;
  /** Who signs in as it, in a domain with single sign-on. */
  singleSignOn: Pick<CreateUserProfileCommandInput, 'SingleSignOnUserIdentifier' | 'SingleSignOnUserValue'>;
}

/** DescribeUserProfile. Rejects with `AwsError`. */
export async function describeUserProfile(
  sagemaker: SageMaker,
  domainId: string,
  userProfileName: string,
): Promise<UserProfile> {
  const answer = await sagemaker.ask(
    new DescribeUserProfileCommand({ DomainId: domainId, UserProfileName: userProfileName }),
  );
  return {
    userProfileName,
    status: answer.Status ?? '',
    ...(answer.FailureReason && { failureReason: answer.FailureReason }),
    settings: answer.UserSettings ?? {},
    arn: answer.UserProfileArn ?? '',
    ...(answer.LastModifiedTime && { modified: answer.LastModifiedTime.getTime() }),
    singleSignOn: {
      ...(answer.SingleSignOnUserIdentifier && { SingleSignOnUserIdentifier: answer.SingleSignOnUserIdentifier }),
      ...(answer.SingleSignOnUserValue && { SingleSignOnUserValue: answer.SingleSignOnUserValue }),
    },
  };
}

/**
 * UpdateUserProfile: reads the user profile, and sends the leaves in which `change` makes its latest settings differ;
 * nothing where there are none. Resolves with whether anything was sent. Rejects with `AwsError`, and with what `change`
 * throws.
 */
export async function changeUserProfile(
  sagemaker: SageMaker,
  domainId: string,
  userProfileName: string,
  change: (now: UserSettings, profile: UserProfile) => UserSettings,
): Promise<boolean> {
  const profile = await describeUserProfile(sagemaker, domainId, userProfileName);
  const leaves = changedLeaves(profile.settings, change(profile.settings, profile));
  if (!leaves) return false;
  await sagemaker.ask(
    new UpdateUserProfileCommand({ DomainId: domainId, UserProfileName: userProfileName, UserSettings: leaves }),
  );
  return true;
}

/** CreateUserProfile: asks for it; it can be used once it is `InService`. Rejects with `AwsError`. */
export async function createUserProfile(
  sagemaker: SageMaker,
  request: Omit<CreateUserProfileCommandInput, 'Tags'>,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  await sagemaker.ask(new CreateUserProfileCommand({ ...request, Tags: tagList(tags) }));
}

/** DeleteUserProfile: its folder in the domain's file system stays. Rejects with `AwsError`, `conflict` while it has spaces. */
export async function deleteUserProfile(
  sagemaker: SageMaker,
  DomainId: string,
  UserProfileName: string,
): Promise<void> {
  await sagemaker.ask(new DeleteUserProfileCommand({ DomainId, UserProfileName }));
}

/** A user profile as ListUserProfiles tells it. */
export interface ListedUserProfile {
  userProfileName: string;
  status?: string;
  /** `LastModifiedTime`, in milliseconds since 1970. */
  modified?: number;
}

/** All user profiles of a domain: ListUserProfiles, all pages. Rejects with `AwsError`. */
export async function listedUserProfiles(sagemaker: SageMaker, domainId: string): Promise<ListedUserProfile[]> {
  const { items } = await readPages(async (NextToken) => {
    const answer = await sagemaker.ask(
      new ListUserProfilesCommand({ DomainIdEquals: domainId, MaxResults: 100, ...(NextToken && { NextToken }) }),
    );
    const listed = (answer.UserProfiles ?? []).flatMap(({ UserProfileName, Status, LastModifiedTime }) =>
      UserProfileName
        ? [
            {
              userProfileName: UserProfileName,
              ...(Status && { status: Status }),
              ...(LastModifiedTime && { modified: LastModifiedTime.getTime() }),
            },
          ]
        : [],
    );
    return { items: listed, ...(answer.NextToken && { nextToken: answer.NextToken }) };
  });
  return items;
}

/** The names of all user profiles of a domain. Rejects with `AwsError`. */
export const listUserProfiles = async (sagemaker: SageMaker, domainId: string): Promise<string[]> =>
  (await listedUserProfiles(sagemaker, domainId)).map(({ userProfileName }) => userProfileName);
