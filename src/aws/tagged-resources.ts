import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
  type ResourceGroupsTaggingAPIClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { readPages } from './page';
import { clientSettings, thorough } from './patience';
import { service, type Service } from './service';

/** The Resource Groups Tagging API, as everything of ours asks it. */
export type Tagging = Service<ServiceInputTypes, ServiceOutputTypes, ResourceGroupsTaggingAPIClientResolvedConfig>;

/** A connection in `region`. Credentials and the endpoint are found by the SDK's own rules. */
export const connectTagging = (region: string): Tagging =>
  service(new ResourceGroupsTaggingAPIClient({ region, ...clientSettings(thorough) }), {
    name: 'tag',
    patience: thorough,
  });

/**
 * The tags of everything of these types (`sagemaker:space`) that has any, by ARN in lower case: AWS itself writes one in
 * two ways (fact sheet, section 4). GetResources, all pages of 100. Rejects with `AwsError`.
 */
export async function tagsByArn(
  tagging: Tagging,
  types: readonly string[],
): Promise<Map<string, { arn: string; tags: Record<string, string> }>> {
  const { items } = await readPages(async (PaginationToken) => {
    const request = { ResourceTypeFilters: [...types], ResourcesPerPage: 100 };
    const answer = await tagging.ask(
      new GetResourcesCommand({ ...request, ...(PaginationToken && { PaginationToken }) }),
    );
    const found = (answer.ResourceTagMappingList ?? []).flatMap(({ ResourceARN: arn, Tags = [] }) =>
      arn ? [{ arn, tags: Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])) }] : [],
    );
    return { items: found, ...(answer.PaginationToken && { nextToken: answer.PaginationToken }) };
  });
  return new Map(items.map((one) => [one.arn.toLowerCase(), one]));
}
