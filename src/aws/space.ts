import {
  CreateSpaceCommand,
  DeleteSpaceCommand,
  DescribeSpaceCommand,
  ListSpacesCommand,
  UpdateSpaceCommand,
  type CreateSpaceCommandInput,
  type SpaceSettings,
} from '@aws-sdk/client-sagemaker';
import { AppType } from '../protocol/app';
import type { SageMaker } from './client';
import { changedLeaves } from './leaves';
import { readPages } from './page';
import { tagList } from './tags';

export type { SpaceSettings };

/** A space as ListSpaces tells it. Owner and sharing are absent for a space from before they existed. */
export interface Space {
  spaceName: string;
  ownerUserProfileName?: string;
  sharing?: 'Private' | 'Shared';
  displayName?: string;
  /** What runs in it; absent for a space of Studio Classic. */
  appType?: AppType;
  /** Size of its EBS volume in gigabytes; absent where it has none. */
  volumeGb?: number;
  status?: string;
  /** `LastModifiedTime`, in milliseconds since 1970. */
  modified?: number;
}

/** A space as DescribeSpace tells it: with the settings it states itself, and the address where its app opens. */
export interface DescribedSpace extends Space {
  settings: SpaceSettings;
  failureReason?: string;
  url?: string;
  arn: string;
}

/** DescribeSpace. Rejects with `AwsError`. */
export async function describeSpace(
  sagemaker: SageMaker,
  domainId: string,
  spaceName: string,
): Promise<DescribedSpace> {
  const answer = await sagemaker.ask(new DescribeSpaceCommand({ DomainId: domainId, SpaceName: spaceName }));
  return {
    ...space(spaceName, {
      owner: answer.OwnershipSettings?.OwnerUserProfileName,
      sharing: answer.SpaceSharingSettings?.SharingType,
      displayName: answer.SpaceDisplayName,
      settings: answer.SpaceSettings,
      status: answer.Status,
      modified: answer.LastModifiedTime,
    }),
    settings: answer.SpaceSettings ?? {},
    arn: answer.SpaceArn ?? '',
    ...(answer.FailureReason && { failureReason: answer.FailureReason }),
    ...(answer.Url && { url: answer.Url }),
  };
}

/**
 * UpdateSpace with what is to change: what an update leaves out stays as it is (administration.md, A3). The space is
 * `Updating` for a moment (fact sheet, section 4). Rejects with `AwsError`.
 */
export async function updateSpace(
  sagemaker: SageMaker,
  domainId: string,
  spaceName: string,
  settings: SpaceSettings | undefined,
  displayName?: string,
): Promise<void> {
  const change = {
    ...(settings && { SpaceSettings: settings }),
    ...(displayName !== undefined && { SpaceDisplayName: displayName }),
  };
  await sagemaker.ask(new UpdateSpaceCommand({ DomainId: domainId, SpaceName: spaceName, ...change }));
}

/**
 * UpdateSpace: reads the space, and sends the leaves in which `change` makes its latest settings differ; nothing where
 * there are none. Resolves with whether anything was sent. Rejects with `AwsError`, and with what `change` throws.
 */
export async function changeSpace(
  sagemaker: SageMaker,
  domainId: string,
  spaceName: string,
  change: (now: SpaceSettings, space: DescribedSpace) => SpaceSettings,
): Promise<boolean> {
  const described = await describeSpace(sagemaker, domainId, spaceName);
  const leaves = changedLeaves(described.settings, change(described.settings, described));
  if (leaves) await updateSpace(sagemaker, domainId, spaceName, leaves);
  return leaves !== undefined;
}

/** CreateSpace: asks for it; it can be used once it is `InService`. Rejects with `AwsError`. */
export async function createSpace(
  sagemaker: SageMaker,
  request: Omit<CreateSpaceCommandInput, 'Tags'>,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  // To name tags takes a permission of its own.
  const named = tagList(tags);
  await sagemaker.ask(new CreateSpaceCommand({ ...request, ...(named.length > 0 && { Tags: named }) }));
}

/** DeleteSpace: its volume with all that is on it goes too. Rejects with `AwsError`, `conflict` while an app runs. */
export async function deleteSpace(sagemaker: SageMaker, DomainId: string, SpaceName: string): Promise<void> {
  await sagemaker.ask(new DeleteSpaceCommand({ DomainId, SpaceName }));
}

/**
 * ListSpaces of a domain, from the token `from` on, until the end or until `enough` pages were read: the operation cannot
 * filter by owner. Rejects with `AwsError`.
 */
export function listSpaces(
  sagemaker: SageMaker,
  domainId: string,
  enough?: (pagesRead: number) => boolean,
  from?: string,
): Promise<{ items: Space[]; nextToken?: string }> {
  return readPages(
    async (nextToken) => {
      const answer = await sagemaker.ask(
        new ListSpacesCommand({
          DomainIdEquals: domainId,
          MaxResults: 100,
          ...(nextToken && { NextToken: nextToken }),
        }),
      );
      const spaces = (answer.Spaces ?? []).flatMap((item) =>
        item.SpaceName
          ? [
              space(item.SpaceName, {
                owner: item.OwnershipSettingsSummary?.OwnerUserProfileName,
                sharing: item.SpaceSharingSettingsSummary?.SharingType,
                displayName: item.SpaceDisplayName,
                settings: item.SpaceSettingsSummary,
                status: item.Status,
                modified: item.LastModifiedTime,
              }),
            ]
          : [],
      );
      return { items: spaces, ...(answer.NextToken && { nextToken: answer.NextToken }) };
    },
    enough,
    from,
  );
}

interface Described {
  owner: string | undefined;
  sharing: 'Private' | 'Shared' | undefined;
  displayName: string | undefined;
  settings: Pick<SpaceSettings, 'AppType' | 'SpaceStorageSettings'> | undefined;
  status: string | undefined;
  modified: Date | undefined;
}

function space(spaceName: string, { owner, sharing, displayName, settings, status, modified }: Described): Space {
  const appType = AppType.safeParse(settings?.AppType);
  const volumeGb = settings?.SpaceStorageSettings?.EbsStorageSettings?.EbsVolumeSizeInGb;
  return {
    spaceName,
    ...(owner && { ownerUserProfileName: owner }),
    ...(sharing && { sharing }),
    ...(displayName && { displayName }),
    ...(appType.success && { appType: appType.data }),
    ...(volumeGb !== undefined && { volumeGb }),
    ...(status && { status }),
    ...(modified && { modified: modified.getTime() }),
  };
}
