import type { DomainRecord } from '../state/records';
import type { Context } from './context';
import { appSettings, CONFIGURABLE_APPS, type SettingsByApp } from './app-settings';

/**
 * Why SageMaker cannot work with a role that the configuration calls unusable, undefined where it can. With custom
 * images the sentence is AWS's, seen as the FailureReason of an Update_Failed domain (aiops-modules PR#344); the other
 * is ours.
 */
export function roleFailure(
  { configuration }: Context,
  role: string | undefined,
  settings: SettingsByApp = {},
): string | undefined {
  if (role === undefined || !configuration.unusableRoles.includes(role)) return undefined;
  const namesImages = CONFIGURABLE_APPS.some((appType) => appSettings(settings, appType)?.CustomImages?.length);
  return namesImages
    ? `PermissionError: SageMaker is unable to use your associated execution role [${role}] to describe image version. ` +
        "Verify that your associated execution role has permission for 'sagemaker:DescribeImageVersion'."
    : `PermissionError: SageMaker is unable to use your associated execution role [${role}].`;
}

/** Why nothing of a domain can be made or taken away in its subnets: EC2's sentence for one that is gone. */
export function subnetFailure(
  { configuration }: Context,
  { SubnetIds = [] }: DomainRecord['settings'],
): string | undefined {
  const gone = SubnetIds.find((id) => configuration.missingSubnets.includes(id));
  return gone === undefined ? undefined : `InvalidSubnetID.NotFound: The subnet ID '${gone}' does not exist`;
}

/** The same of the roles that a domain names for its users and its shared spaces. */
export const domainRoleFailure = (
  context: Context,
  { DefaultSpaceSettings, DefaultUserSettings }: DomainRecord['settings'],
) =>
  roleFailure(context, DefaultUserSettings.ExecutionRole, DefaultUserSettings) ??
  roleFailure(context, DefaultSpaceSettings?.ExecutionRole, DefaultSpaceSettings);
