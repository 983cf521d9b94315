import type { SageMaker } from '../../aws/client';
import { changeDomain, describeDomain, type DomainSettings } from '../../aws/domain';
import { describeUserProfile, type UserSettings } from '../../aws/user-profile';
import type { BuiltInSlot, PerSlot } from './rules/built-in-slot';

/** ARNs of the built-in lifecycle configurations; absent where there is none. */
export type BuiltIns = PerSlot<string>;

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
  const { settings, domainName, status, failureReason } = await describeDomain(sagemaker, domainId);
  const executionRole = settings.DefaultUserSettings?.ExecutionRole;
  return {
    domainId,
    domainName,
    status,
    ...(failureReason && { failureReason }),
    ...(executionRole && { executionRole }),
    builtIns: builtInsOf(settings),
  };
}

/** What a domain's settings name. */
export const builtInsOf = ({ DefaultUserSettings: user, DefaultSpaceSettings: space }: DomainSettings): BuiltIns => ({
  ...privateBuiltIns(user),
  ...named('shared-jupyterlab', space?.JupyterLabAppSettings),
});

/** UpdateDomain: sets each slot that is given, or clears it with `none`, and sends nothing else. Rejects with `AwsError`. */
export async function writeBuiltIns(
  sagemaker: SageMaker,
  domainId: string,
  builtIns: PerSlot<string | 'none'>,
): Promise<void> {
  const jupyterLab = set(builtIns['private-jupyterlab']);
  const codeEditor = set(builtIns['private-code-editor']);
  const shared = set(builtIns['shared-jupyterlab']);
  await changeDomain(sagemaker, domainId, () => ({
    DefaultUserSettings: {
      ...(jupyterLab && { JupyterLabAppSettings: jupyterLab }),
      ...(codeEditor && { CodeEditorAppSettings: codeEditor }),
    },
    ...(shared && { DefaultSpaceSettings: { JupyterLabAppSettings: shared } }),
  }));
}

/** What a user profile names itself, over the domain. Rejects with `AwsError`. */
export async function readProfileBuiltIns(
  sagemaker: SageMaker,
  domainId: string,
  userProfileName: string,
): Promise<BuiltIns> {
  return privateBuiltIns((await describeUserProfile(sagemaker, domainId, userProfileName)).settings);
}

const privateBuiltIns = (user: UserSettings | undefined): BuiltIns => ({
  ...named('private-jupyterlab', user?.JupyterLabAppSettings),
  ...named('private-code-editor', user?.CodeEditorAppSettings),
});

/** `None` says that there is none (service model, StudioLifecycleConfigArn). */
function named(slot: BuiltInSlot, settings: { BuiltInLifecycleConfigArn?: string | undefined } | undefined): BuiltIns {
  const arn = settings?.BuiltInLifecycleConfigArn;
  return arn === undefined || arn === 'None' ? {} : { [slot]: arn };
}

const set = (arn: string | undefined) =>
  arn === undefined ? undefined : { BuiltInLifecycleConfigArn: arn === 'none' ? 'None' : arn };
