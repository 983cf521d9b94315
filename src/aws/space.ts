import { DescribeSpaceCommand, ListSpacesCommand } from '@aws-sdk/client-sagemaker';
import { statedAppSettings, type StatedAppSettings } from './app-settings';
import type { SageMaker } from './client';
import { readPages } from './page';

/** A space as ListSpaces tells it. Owner and sharing are absent for a space from before they existed. */
export interface Space {
  spaceName: string;
  ownerUserProfileName?: string;
  sharing?: 'Private' | 'Shared';
}

/** DescribeSpace: the space and the settings it states itself. Rejects with `AwsError`. */
export async function describeSpace(
  sagemaker: SageMaker,
  domainId: string,
  spaceName: string,
): Promise<Space & { settings: StatedAppSettings }> {
  const answer = await sagemaker.ask('DescribeSpace', (client) =>
    client.send(new DescribeSpaceCommand({ DomainId: domainId, SpaceName: spaceName })),
  );
  return {
    ...space(spaceName, answer.OwnershipSettings?.OwnerUserProfileName, answer.SpaceSharingSettings?.SharingType),
    settings: statedAppSettings(answer.SpaceSettings),
  };
}

/** ListSpaces of a domain, all pages: the operation cannot filter by owner. Rejects with `AwsError`. */
export async function listSpaces(sagemaker: SageMaker, domainId: string): Promise<Space[]> {
  const { items } = await readPages(async (nextToken) => {
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
            space(
              item.SpaceName,
              item.OwnershipSettingsSummary?.OwnerUserProfileName,
              item.SpaceSharingSettingsSummary?.SharingType,
            ),
          ]
        : [],
    );
    return { items: spaces, ...(answer.NextToken && { nextToken: answer.NextToken }) };
  });
  return items;
}

function space(spaceName: string, owner: string | undefined, sharing: 'Private' | 'Shared' | undefined): Space {
  return { spaceName, ...(owner && { ownerUserProfileName: owner }), ...(sharing && { sharing }) };
}
