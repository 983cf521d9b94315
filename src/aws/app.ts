import {
  AppInstanceType,
  CreateAppCommand,
  DeleteAppCommand,
  DescribeAppCommand,
  ListAppsCommand,
  type DescribeAppCommandOutput,
  type ResourceSpec,
} from '@aws-sdk/client-sagemaker';
import { AppStatus, AppType, type AppKey } from '../protocol/app';
import type { SageMaker } from './client';
import { AwsError } from './errors';
import { imageSpec, type ImageSpec } from './launch-settings';
import { readPages } from './page';

/** An app as ListApps and DescribeApp tell it. */
export interface StudioApp {
  key: AppKey;
  status: AppStatus;
  instanceType?: string;
  /** `CreationTime`, ISO 8601. */
  since?: string;
  /** The image as the app was started with; any of the three may be absent. */
  image: ImageSpec;
  /** The script that it was started with. */
  lifecycleConfigArn?: string;
  /** The built-in script that it was started with, which only DescribeApp tells. */
  builtInLifecycleConfigArn?: string;
  failureReason?: string;
}

/** Which apps: of the whole domain, or of one space or user profile in it (the API takes one of the two). */
export type AppFilter =
  { of: 'domain' } | { of: 'space'; spaceName: string } | { of: 'user-profile'; userProfileName: string };

/** ListApps, until the end or until `enough` pages were read. Rejects with `AwsError`. */
export function listApps(
  sagemaker: SageMaker,
  domainId: string,
  filter: AppFilter,
  enough?: (pagesRead: number) => boolean,
): Promise<{ items: StudioApp[]; pages: number; complete: boolean }> {
  return readPages(async (nextToken) => {
    const answer = await sagemaker.ask(
      new ListAppsCommand({
        DomainIdEquals: domainId,
        MaxResults: 100,
        ...(filter.of === 'space' && { SpaceNameEquals: filter.spaceName }),
        ...(filter.of === 'user-profile' && { UserProfileNameEquals: filter.userProfileName }),
        ...(nextToken && { NextToken: nextToken }),
      }),
    );
    return { items: (answer.Apps ?? []).flatMap(studioApp), ...(answer.NextToken && { nextToken: answer.NextToken }) };
  }, enough);
}

/** What an app runs with, as DescribeApp says it, whatever its type and state. */
export interface AppSpec {
  /** In words: `app JupyterLab/default of space a`. */
  who: string;
  resourceSpec: ResourceSpec;
  /** `CreationTime`. */
  since?: Date;
}

/**
 * ListApps and DescribeApp of every app of a domain that is not gone: of types and in states, too, that this version does
 * not know, as who takes something away must know who uses it. Rejects with `AwsError`.
 */
export async function describeAppSpecs(sagemaker: SageMaker, DomainId: string): Promise<AppSpec[]> {
  const { items } = await readPages(async (NextToken) => {
    const request = { DomainIdEquals: DomainId, MaxResults: 100, ...(NextToken && { NextToken }) };
    const answer = await sagemaker.ask(new ListAppsCommand(request));
    return { items: answer.Apps ?? [], ...(answer.NextToken && { nextToken: answer.NextToken }) };
  });
  const specs: AppSpec[] = [];
  for (const { AppType, AppName, SpaceName, UserProfileName, Status } of items) {
    if (Status === 'Deleted' || Status === 'Failed' || !AppType) continue;
    const owner = { ...(SpaceName && { SpaceName }), ...(UserProfileName && { UserProfileName }) };
    const answer = await sagemaker.ask(new DescribeAppCommand({ DomainId, AppType, AppName, ...owner }));
    specs.push({
      who: `app ${AppType}/${AppName} of ${SpaceName ?? UserProfileName}`,
      resourceSpec: answer.ResourceSpec ?? {},
      ...(answer.CreationTime && { since: answer.CreationTime }),
    });
  }
  return specs;
}

/** DescribeApp. Rejects with `AwsError`, `not-found` where there is no such app. */
export async function describeApp(sagemaker: SageMaker, domainId: string, key: AppKey): Promise<StudioApp> {
  const answer = await sagemaker.ask(new DescribeAppCommand(request(domainId, key)));
  const status = AppStatus.safeParse(answer.Status).data;
  if (!status) {
    const message = `its status is ${answer.Status ?? 'not told'}, which this version of studiolo does not know`;
    throw new AwsError({ kind: 'failed', operation: 'DescribeApp', message });
  }
  const builtIn = answer.BuiltInLifecycleConfigArn;
  return {
    key,
    status,
    ...details(answer),
    ...(builtIn && builtIn !== 'None' && { builtInLifecycleConfigArn: builtIn }),
    ...(answer.FailureReason && { failureReason: answer.FailureReason }),
  };
}

/**
 * DescribeApp: when its user was last active in it, in milliseconds since 1970; nothing where that is not told. It tells
 * of apps that ended within a day too. Rejects with `AwsError`, `not-found` where there is no such app.
 */
export async function lastActivity(sagemaker: SageMaker, domainId: string, key: AppKey): Promise<number | undefined> {
  const answer = await sagemaker.ask(new DescribeAppCommand(request(domainId, key)));
  return answer.LastUserActivityTimestamp?.getTime();
}

/** DeleteApp: asks for it; the app is gone once DescribeApp says `Deleted`. Rejects with `AwsError`. */
export async function deleteApp(sagemaker: SageMaker, domainId: string, key: AppKey): Promise<void> {
  await sagemaker.ask(new DeleteAppCommand(request(domainId, key)));
}

/** What an app is started with. */
export interface LaunchSpec {
  instanceType: string;
  image?: ImageSpec;
  /** `None` is none, even where the settings name one. */
  lifecycleConfigArn?: string;
}

/**
 * CreateApp: asks for it; the app is there once DescribeApp says `InService`. Rejects with `AwsError`: `limit` where a
 * quota has no room, `conflict` where the space's volume is not free yet. An instance type that our SDK does not know is
 * sent all the same: Studio decides.
 */
export async function createApp(sagemaker: SageMaker, domainId: string, key: AppKey, spec: LaunchSpec): Promise<void> {
  const ResourceSpec: ResourceSpec = {
    InstanceType: spec.instanceType as AppInstanceType,
    ...(spec.image?.imageArn && { SageMakerImageArn: spec.image.imageArn }),
    ...(spec.image?.versionArn && { SageMakerImageVersionArn: spec.image.versionArn }),
    ...(spec.image?.versionAlias && { SageMakerImageVersionAlias: spec.image.versionAlias }),
    ...(spec.lifecycleConfigArn && { LifecycleConfigArn: spec.lifecycleConfigArn }),
  };
  await sagemaker.ask(new CreateAppCommand({ ...request(domainId, key), ResourceSpec }));
}

/** Every instance type that the SDK's model names (enum AppInstanceType), without `system`. */
export const appInstanceTypes: readonly string[] = Object.values(AppInstanceType).filter((name) => name !== 'system');

function request(domainId: string, { appType, appName, owner }: AppKey) {
  const of = owner.kind === 'space' ? { SpaceName: owner.spaceName } : { UserProfileName: owner.userProfileName };
  return { DomainId: domainId, AppType: appType, AppName: appName, ...of };
}

type Listed = Pick<
  DescribeAppCommandOutput,
  'AppName' | 'AppType' | 'SpaceName' | 'UserProfileName' | 'Status' | 'CreationTime' | 'ResourceSpec'
>;

/** An app whose type or state is newer than our model is left out rather than guessed at. */
function studioApp(item: Listed): StudioApp[] {
  const appType = AppType.safeParse(item.AppType);
  const status = AppStatus.safeParse(item.Status);
  const owner: AppKey['owner'] | undefined = item.SpaceName
    ? { kind: 'space', spaceName: item.SpaceName }
    : item.UserProfileName
      ? { kind: 'user-profile', userProfileName: item.UserProfileName }
      : undefined;
  if (!appType.success || !status.success || !owner || !item.AppName) return [];
  return [{ key: { appType: appType.data, appName: item.AppName, owner }, status: status.data, ...details(item) }];
}

function details(item: { CreationTime?: Date | undefined; ResourceSpec?: ResourceSpec | undefined }) {
  const spec = item.ResourceSpec;
  return {
    ...(spec?.InstanceType && { instanceType: spec.InstanceType }),
    ...(item.CreationTime && { since: item.CreationTime.toISOString() }),
    image: imageSpec(spec) ?? {},
    ...(spec?.LifecycleConfigArn && { lifecycleConfigArn: spec.LifecycleConfigArn }),
  };
}
