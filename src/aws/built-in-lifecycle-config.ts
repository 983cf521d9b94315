import {
  DescribeAppCommand,
  DescribeDomainCommand,
  DescribeUserProfileCommand,
  UpdateDomainCommand,
  type CodeEditorAppSettings,
  type DescribeDomainCommandOutput,
  type JupyterLabAppSettings,
} from '@aws-sdk/client-sagemaker';
import type { AppKey } from '../protocol/app';
import type { SageMaker } from './client';

/**
 * Where a domain names a built-in lifecycle configuration: the default user settings hold for private spaces, the
 * default space settings for shared ones, which have no Code Editor (fact sheet, section 3).
 */
export type BuiltInPlace = 'private-jupyterlab' | 'private-code-editor' | 'shared-jupyterlab';

/** ARNs of the built-in lifecycle configurations; absent where there is none. */
export type BuiltIns = { [Place in BuiltInPlace]?: string };

/** A domain, as far as built-in lifecycle configurations concern it. */
export interface BuiltInDomain {
  domainId: string;
  domainName: string;
  /** `Status` of the domain: only `InService` takes updates. */
  status: string;
  failureReason?: string;
  /** Of its default user settings: what private spaces run as. */
  executionRole?: string;
  builtIns: BuiltIns;
}

/** DescribeDomain. Rejects with `AwsError`. */
export async function readBuiltIns(sagemaker: SageMaker, domainId: string): Promise<BuiltInDomain> {
  const answer = await describe(sagemaker, domainId);
  const { DefaultUserSettings: user, DefaultSpaceSettings: space } = answer;
  return {
    domainId,
    domainName: answer.DomainName ?? '',
    status: answer.Status ?? '',
    ...(answer.FailureReason && { failureReason: answer.FailureReason }),
    ...(user?.ExecutionRole && { executionRole: user.ExecutionRole }),
    builtIns: {
      ...named('private-jupyterlab', user?.JupyterLabAppSettings),
      ...named('private-code-editor', user?.CodeEditorAppSettings),
      ...named('shared-jupyterlab', space?.JupyterLabAppSettings),
    },
  };
}

/**
 * UpdateDomain: sets each place that is given, or clears it with `none`. The app settings are read first and sent
 * whole: whether AWS takes what is left out of them for unchanged is not documented. Assumption: default space settings
 * may come without an execution role, as the service model says and CloudFormation's schema does not. Rejects with
 * `AwsError`.
 */
export async function writeBuiltIns(
  sagemaker: SageMaker,
  domainId: string,
  builtIns: { [Place in BuiltInPlace]?: string | 'none' },
): Promise<void> {
  const { DefaultUserSettings: user, DefaultSpaceSettings: space } = await describe(sagemaker, domainId);
  const jupyterLab = changed(user?.JupyterLabAppSettings, builtIns['private-jupyterlab']);
  const codeEditor = changed(user?.CodeEditorAppSettings, builtIns['private-code-editor']);
  const shared = changed(space?.JupyterLabAppSettings, builtIns['shared-jupyterlab']);
  const userSettings = {
    ...(jupyterLab && { JupyterLabAppSettings: jupyterLab }),
    ...(codeEditor && { CodeEditorAppSettings: codeEditor }),
  };
  await sagemaker.ask('UpdateDomain', (client) =>
    client.send(
      new UpdateDomainCommand({
        DomainId: domainId,
        ...((jupyterLab || codeEditor) && { DefaultUserSettings: userSettings }),
        ...(shared && { DefaultSpaceSettings: { JupyterLabAppSettings: shared } }),
      }),
    ),
  );
}

/** What a user profile names itself, over the domain. Rejects with `AwsError`. */
export async function readProfileBuiltIns(
  sagemaker: SageMaker,
  domainId: string,
  userProfileName: string,
): Promise<BuiltIns> {
  const { UserSettings: user } = await sagemaker.ask('DescribeUserProfile', (client) =>
    client.send(new DescribeUserProfileCommand({ DomainId: domainId, UserProfileName: userProfileName })),
  );
  return {
    ...named('private-jupyterlab', user?.JupyterLabAppSettings),
    ...named('private-code-editor', user?.CodeEditorAppSettings),
  };
}

/** The ARN of what an app was started with; nothing where it was none. DescribeApp. Rejects with `AwsError`. */
export async function readAppBuiltIn(
  sagemaker: SageMaker,
  domainId: string,
  { appType, appName, owner }: AppKey,
): Promise<string | undefined> {
  const of = owner.kind === 'space' ? { SpaceName: owner.spaceName } : { UserProfileName: owner.userProfileName };
  const { BuiltInLifecycleConfigArn: arn } = await sagemaker.ask('DescribeApp', (client) =>
    client.send(new DescribeAppCommand({ DomainId: domainId, AppType: appType, AppName: appName, ...of })),
  );
  return arn === 'None' ? undefined : arn;
}

const describe = (sagemaker: SageMaker, DomainId: string): Promise<DescribeDomainCommandOutput> =>
  sagemaker.ask('DescribeDomain', (client) => client.send(new DescribeDomainCommand({ DomainId })));

type Settings = JupyterLabAppSettings | CodeEditorAppSettings;

/** `None` says that there is none (service model, StudioLifecycleConfigArn). */
function named(place: BuiltInPlace, settings: Settings | undefined): BuiltIns {
  const arn = settings?.BuiltInLifecycleConfigArn;
  return arn === undefined || arn === 'None' ? {} : { [place]: arn };
}

function changed<S extends Settings>(settings: S | undefined, arn: string | undefined) {
  return arn === undefined ? undefined : { ...settings, BuiltInLifecycleConfigArn: arn === 'none' ? 'None' : arn };
}
