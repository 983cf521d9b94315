import {
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  OrganizationsClient,
  type OrganizationsClientResolvedConfig,
  type ServiceInputTypes,
  type ServiceOutputTypes,
} from '@aws-sdk/client-organizations';
import { readPages } from './page';
import { clientSettings, thorough } from './patience';
import { service, type Service } from './service';

/** Organizations, as everything of ours asks it. */
export type Organizations = Service<ServiceInputTypes, ServiceOutputTypes, OrganizationsClientResolvedConfig>;

/** A connection by way of a region. Credentials and `AWS_ENDPOINT_URL_ORGANIZATIONS` are found by the SDK's own rules. */
export const connectOrganizations = (region: string): Organizations =>
  service(new OrganizationsClient({ region, ...clientSettings(thorough) }), {
    name: 'organizations',
    patience: thorough,
  });

/** The ids of the organizational units of a name, wherever they are in the tree. Rejects with `AwsError`. */
export async function unitsNamed(organizations: Organizations, name: string): Promise<string[]> {
  const { items: roots } = await readPages(async (NextToken) => {
    const answer = await organizations.ask(new ListRootsCommand({ ...(NextToken && { NextToken }) }));
    return { items: answer.Roots ?? [], ...(answer.NextToken && { nextToken: answer.NextToken }) };
  });
  const found: string[] = [];
  const parents = roots.flatMap(({ Id }) => Id ?? []);
  for (const ParentId of parents) {
    const { items: units } = await readPages(async (NextToken) => {
      const request = { ParentId, ...(NextToken && { NextToken }) };
      const answer = await organizations.ask(new ListOrganizationalUnitsForParentCommand(request));
      return { items: answer.OrganizationalUnits ?? [], ...(answer.NextToken && { nextToken: answer.NextToken }) };
    });
    for (const { Id, Name } of units) {
      if (Id === undefined) continue;
      // Units have units: the list grows while it is read.
      parents.push(Id);
      if (Name === name) found.push(Id);
    }
  }
  return found;
}
