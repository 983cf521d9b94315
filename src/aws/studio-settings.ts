import {
  DescribeAppCommand,
  DescribeDomainCommand,
  DescribeSpaceCommand,
  DescribeUserProfileCommand,
  ListAppsCommand,
  ListDomainsCommand,
  ListSpacesCommand,
  ListUserProfilesCommand,
} from '@aws-sdk/client-sagemaker';
import type { SageMaker } from './client';
import { readPages } from './page';

/** Anything in a domain that may name an image: its description as the API gives it. */
export interface Described {
  /** In words: `domain d-…`, `space a`, `app JupyterLab/default of space a`. */
  who: string;
  domainId: string;
  description: object;
  /** For a live app: since when it runs, as far as `CreationTime` tells. */
  runs?: { since?: Date };
}

/** The ids of all domains of the account in the region. Rejects with `AwsError`. */
export async function listDomainIds(sagemaker: SageMaker): Promise<string[]> {
  const { items } = await readPages(async (nextToken) => {
    const answer = await sagemaker.ask('ListDomains', (client) =>
      client.send(new ListDomainsCommand({ MaxResults: 100, ...(nextToken && { NextToken: nextToken }) })),
    );
    return { items: (answer.Domains ?? []).flatMap(({ DomainId }) => DomainId ?? []), ...next(answer) };
  });
  return items;
}

/** Describes a domain and all its user profiles, spaces and live apps, one after the other. Rejects with `AwsError`. */
export async function describeAll(sagemaker: SageMaker, domainId: string): Promise<Described[]> {
  const DomainId = domainId;
  const all: Described[] = [];
  const add = (who: string, description: object) => all.push({ who, domainId, description });
  add(
    `domain ${DomainId}`,
    await sagemaker.ask('DescribeDomain', (client) => client.send(new DescribeDomainCommand({ DomainId }))),
  );
  for (const name of await names(sagemaker, DomainId, 'ListUserProfiles')) {
    const UserProfileName = name;
    add(
      `user profile ${name}`,
      await sagemaker.ask('DescribeUserProfile', (client) =>
        client.send(new DescribeUserProfileCommand({ DomainId, UserProfileName })),
      ),
    );
  }
  for (const name of await names(sagemaker, DomainId, 'ListSpaces')) {
    const SpaceName = name;
    add(
      `space ${name}`,
      await sagemaker.ask('DescribeSpace', (client) => client.send(new DescribeSpaceCommand({ DomainId, SpaceName }))),
    );
  }
  const { items: apps } = await readPages(async (nextToken) => {
    const answer = await sagemaker.ask('ListApps', (client) =>
      client.send(
        new ListAppsCommand({ DomainIdEquals: DomainId, MaxResults: 100, ...(nextToken && { NextToken: nextToken }) }),
      ),
    );
    return { items: answer.Apps ?? [], ...next(answer) };
  });
  for (const { AppType, AppName, SpaceName, UserProfileName, Status } of apps) {
    if (Status === 'Deleted' || Status === 'Failed' || !AppType) continue;
    const owner = { ...(SpaceName && { SpaceName }), ...(UserProfileName && { UserProfileName }) };
    const who = `app ${AppType}/${AppName} of ${SpaceName ?? UserProfileName}`;
    const description = await sagemaker.ask('DescribeApp', (client) =>
      client.send(new DescribeAppCommand({ DomainId, AppType, AppName, ...owner })),
    );
    const since = description.CreationTime;
    all.push({ who, domainId, description, runs: { ...(since && { since }) } });
  }
  return all;
}

/** The names of all user profiles, or spaces, of a domain. Rejects with `AwsError`. */
export async function names(
  sagemaker: SageMaker,
  DomainIdEquals: string,
  operation: 'ListUserProfiles' | 'ListSpaces',
): Promise<string[]> {
  const { items } = await readPages(async (nextToken) => {
    const request = { DomainIdEquals, MaxResults: 100, ...(nextToken && { NextToken: nextToken }) };
    if (operation === 'ListSpaces') {
      const answer = await sagemaker.ask(operation, (client) => client.send(new ListSpacesCommand(request)));
      return { items: (answer.Spaces ?? []).flatMap(({ SpaceName }) => SpaceName ?? []), ...next(answer) };
    }
    const answer = await sagemaker.ask(operation, (client) => client.send(new ListUserProfilesCommand(request)));
    return {
      items: (answer.UserProfiles ?? []).flatMap(({ UserProfileName }) => UserProfileName ?? []),
      ...next(answer),
    };
  });
  return items;
}

const next = ({ NextToken }: { NextToken?: string | undefined }) => (NextToken ? { nextToken: NextToken } : {});
