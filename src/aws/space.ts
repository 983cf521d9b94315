import {
  DescribeSpaceCommand,
  ListSpacesCommand,
  UpdateSpaceCommand,
  type SpaceSettings,
} from '@aws-sdk/client-sagemaker';
import { statedAppSettings, type StatedAppSettings } from './app-settings';
import { AppType } from '../protocol/app';
import type { SageMaker } from './client';
import { readPages } from './page';

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
}

/** A space as DescribeSpace tells it: with the settings it states itself, and the address where its app opens. */
export interface DescribedSpace extends Space {
  settings: StatedAppSettings;
  url?: string;
}

/** DescribeSpace. Rejects with `AwsError`. */
export async function describeSpace(
  sagemaker: SageMaker,
  domainId: string,
  spaceName: string,
): Promise<DescribedSpace> {
  const answer = await sagemaker.ask('DescribeSpace', (client) =>
    client.send(new DescribeSpaceCommand({ DomainId: domainId, SpaceName: spaceName })),
  );
  return {
    ...space(spaceName, {
      owner: answer.OwnershipSettings?.OwnerUserProfileName,
      sharing: answer.SpaceSharingSettings?.SharingType,
      displayName: answer.SpaceDisplayName,
      settings: answer.SpaceSettings,
      status: answer.Status,
    }),
    settings: statedAppSettings(answer.SpaceSettings),
    ...(answer.Url && { url: answer.Url }),
  };
}

/** What of a space is changed; what is absent stays. */
export interface SpaceChange {
  appType: 'JupyterLab' | 'CodeEditor';
  idleMinutes?: number;
  volumeGb?: number;
}

/**
 * UpdateSpace: asks for it; the space is `Updating` for a moment (fact sheet, section 4). Only what changes is sent: what
 * an update leaves out stays as it is (inferred there from "send an empty list to remove"). Rejects with `AwsError`.
 */
export async function updateSpace(
  sagemaker: SageMaker,
  domainId: string,
  spaceName: string,
  { appType, idleMinutes, volumeGb }: SpaceChange,
): Promise<void> {
  const idle = { AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: idleMinutes } } };
  const settings: SpaceSettings = {
    ...(idleMinutes !== undefined &&
      (appType === 'JupyterLab' ? { JupyterLabAppSettings: idle } : { CodeEditorAppSettings: idle })),
    ...(volumeGb !== undefined && { SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: volumeGb } } }),
  };
  await sagemaker.ask('UpdateSpace', (client) =>
    client.send(new UpdateSpaceCommand({ DomainId: domainId, SpaceName: spaceName, SpaceSettings: settings })),
  );
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
      const answer = await sagemaker.ask('ListSpaces', (client) =>
        client.send(
          new ListSpacesCommand({
            DomainIdEquals: domainId,
            MaxResults: 100,
            ...(nextToken && { NextToken: nextToken }),
          }),
        ),
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

interface Told {
  owner: string | undefined;
  sharing: 'Private' | 'Shared' | undefined;
  displayName: string | undefined;
  settings: Pick<SpaceSettings, 'AppType' | 'SpaceStorageSettings'> | undefined;
  status: string | undefined;
}

function space(spaceName: string, { owner, sharing, displayName, settings, status }: Told): Space {
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
  };
}
