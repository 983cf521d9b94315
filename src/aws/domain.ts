import {
  CreateDomainCommand,
  DeleteDomainCommand,
  DescribeDomainCommand,
  ListDomainsCommand,
  UpdateDomainCommand,
  type CreateDomainCommandInput,
  type DescribeDomainCommandOutput,
  type UpdateDomainCommandInput,
} from '@aws-sdk/client-sagemaker';
import type { SageMaker } from './client';
import { changedLeaves } from './leaves';
import { readPages } from './page';
import { tagList } from './tags';

/** All that a domain is set to, member by member as in DescribeDomain. */
export type DomainSettings = Partial<Omit<DescribeDomainCommandOutput, '$metadata'>>;

export interface Domain {
  domainId: string;
  domainName: string;
  /** Names partition, region and account, as the ARNs of the account's images do. */
  domainArn?: string;
  /** `Status`: only a domain that is `InService` takes updates. */
  status: string;
  failureReason?: string;
  settings: DomainSettings;
}

/** DescribeDomain. Rejects with `AwsError`. */
export async function describeDomain(sagemaker: SageMaker, domainId: string): Promise<Domain> {
  const settings = await sagemaker.ask(new DescribeDomainCommand({ DomainId: domainId }));
  return {
    domainId,
    domainName: settings.DomainName ?? '',
    status: settings.Status ?? '',
    ...(settings.DomainArn && { domainArn: settings.DomainArn }),
    ...(settings.FailureReason && { failureReason: settings.FailureReason }),
    settings,
  };
}

/**
 * UpdateDomain: reads the domain, and sends the leaves in which `change` makes its latest settings differ; nothing where
 * there are none. Resolves with whether anything was sent. Between the two calls there is a moment in which others may
 * change what is sent here: AWS has no conditional update. To be sent alone VpcOnly is refused (administration.md, A3), so
 * the network goes with it. Assumption: default space settings may come without an execution role, as the service model
 * says and CloudFormation's schema does not. Rejects with `AwsError`, and with what `change` throws.
 */
export async function changeDomain(
  sagemaker: SageMaker,
  domainId: string,
  change: (now: DomainSettings, domain: Domain) => DomainSettings,
): Promise<boolean> {
  const domain = await describeDomain(sagemaker, domainId);
  const after = change(domain.settings, domain);
  const leaves = changedLeaves(domain.settings, after);
  if (!leaves) return false;
  const { DomainSettings: ofDomain, ...rest } = leaves;
  const { VpcId, SubnetIds } = { ...domain.settings, ...after };
  await sagemaker.ask(
    new UpdateDomainCommand({
      ...changeable(rest),
      ...(leaves.AppNetworkAccessType === 'VpcOnly' && { VpcId, SubnetIds }),
      ...(ofDomain && { DomainSettingsForUpdate: forUpdate(ofDomain) }),
      DomainId: domainId,
    }),
  );
  return true;
}

/** In an update, RStudio's settings have another name. */
function forUpdate({
  RStudioServerProDomainSettings,
  ...rest
}: NonNullable<DomainSettings['DomainSettings']>): UpdateDomainCommandInput['DomainSettingsForUpdate'] {
  return {
    ...rest,
    ...(RStudioServerProDomainSettings && {
      RStudioServerProDomainSettingsForUpdate: RStudioServerProDomainSettings,
    }),
  };
}

/** The members that an update has. */
function changeable(leaves: DomainSettings): Omit<UpdateDomainCommandInput, 'DomainId' | 'DomainSettingsForUpdate'> {
  const {
    DefaultUserSettings,
    DefaultSpaceSettings,
    AppNetworkAccessType,
    AppSecurityGroupManagement,
    SubnetIds,
    VpcId,
    TagPropagation,
    HomeEfsFileSystemCreation,
  } = leaves;
  return {
    DefaultUserSettings,
    DefaultSpaceSettings,
    AppNetworkAccessType,
    AppSecurityGroupManagement,
    SubnetIds,
    VpcId,
    TagPropagation,
    HomeEfsFileSystemCreation,
  };
}

/** CreateDomain: asks for it; its id. It can be used once it is `InService`. Rejects with `AwsError`. */
export async function createDomain(
  sagemaker: SageMaker,
  request: Omit<CreateDomainCommandInput, 'Tags'>,
  tags: Readonly<Record<string, string>>,
): Promise<string> {
  return (await sagemaker.ask(new CreateDomainCommand({ ...request, Tags: tagList(tags) }))).DomainId ?? '';
}

/**
 * DeleteDomain, once nothing is in it. Its home file system stays: that is said, though it is what AWS does by itself. Rejects
 * with `AwsError`.
 */
export async function deleteDomain(sagemaker: SageMaker, DomainId: string): Promise<void> {
  await sagemaker.ask(new DeleteDomainCommand({ DomainId, RetentionPolicy: { HomeEfsFileSystem: 'Retain' } }));
}

/** A domain as ListDomains tells it. */
export interface ListedDomain {
  domainId: string;
  domainName: string;
  arn: string;
}

/** All domains of the account in the region: ListDomains, all pages. Rejects with `AwsError`. */
export async function listDomains(sagemaker: SageMaker): Promise<ListedDomain[]> {
  const { items } = await readPages(async (NextToken) => {
    const answer = await sagemaker.ask(new ListDomainsCommand({ MaxResults: 100, ...(NextToken && { NextToken }) }));
    const items = (answer.Domains ?? []).flatMap(({ DomainId, DomainName = '', DomainArn = '' }) =>
      DomainId ? [{ domainId: DomainId, domainName: DomainName, arn: DomainArn }] : [],
    );
    return { items, ...(answer.NextToken && { nextToken: answer.NextToken }) };
  });
  return items;
}

/** The ids of all domains of the account in the region: ListDomains, all pages. Rejects with `AwsError`. */
export const listDomainIds = async (sagemaker: SageMaker): Promise<string[]> =>
  (await listDomains(sagemaker)).map(({ domainId }) => domainId);
