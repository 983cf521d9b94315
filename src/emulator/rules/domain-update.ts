import { validationException } from '../errors';
import type { UpdateDomainRequest } from '../model/shapes';
import type { DomainRecord } from '../state/records';
import type { Context } from './context';
import { isRunning, liveApps } from './live-apps';
import { inServiceApps } from './resource-state';

/**
 * What a domain's update needs (fact sheet, section 4, "Update rules"): no running app for another execution role,
 * identity configuration or RStudio settings, no live one for another way to the network or for fewer subnets. The file
 * system is only switched on, and a VPC only given to a Unified-Studio domain that has none.
 */
export function requireDomainUpdatable(context: Context, domain: DomainRecord, update: UpdateDomainRequest): void {
  requireVpcForVpcOnly(update);
  requireRStudioForSecurityGroups(domain, update);
  requireNetworkOfRStudioUnchanged(domain, update);
  requireAppsStopped(context, domain, update);
  if (domain.settings.HomeEfsFileSystemCreation === 'Enabled' && update.HomeEfsFileSystemCreation === 'Disabled') {
    throw validationException('HomeEfsFileSystemCreation cannot be changed from [Enabled] to [Disabled].');
  }
  requireVpcUnchanged(domain.settings, update);
}

/** Also where the domain is VpcOnly already [TF#45528; that each alone is refused is a reading of the sentence]. */
function requireVpcForVpcOnly(update: UpdateDomainRequest): void {
  if (update.AppNetworkAccessType !== 'VpcOnly') return;
  if (update.VpcId === undefined || !update.SubnetIds?.length) {
    throw validationException('VpcId and Subnet IDs are required for updating domains to VpcOnly mode.');
  }
}

const hasRStudio = ({ settings }: DomainRecord) =>
  settings.DomainSettings?.RStudioServerProDomainSettings !== undefined;

/** [TF#39923]. Assumption: an update that brings RStudio's settings with it may say who manages its security groups. */
function requireRStudioForSecurityGroups(domain: DomainRecord, update: UpdateDomainRequest): void {
  if (update.AppSecurityGroupManagement === undefined || hasRStudio(domain)) return;
  if (update.DomainSettingsForUpdate?.RStudioServerProDomainSettingsForUpdate !== undefined) return;
  throw validationException('AppSecurityGroupManagement can only be set for Rstudio enabled domains.');
}

/** "This configuration can be modified only if … DomainExecutionRoleArn is not set" [BC doc]; the sentence is ours. */
function requireNetworkOfRStudioUnchanged(domain: DomainRecord, { AppNetworkAccessType }: UpdateDomainRequest): void {
  if (AppNetworkAccessType === undefined || AppNetworkAccessType === domain.settings.AppNetworkAccessType) return;
  if (!hasRStudio(domain)) return;
  throw validationException('AppNetworkAccessType cannot be changed for Rstudio enabled domains.');
}

type Change = [before: unknown, after: unknown];

/** That network, role and identity settings share the sentence seen for RStudio's [TF#31912] is an assumption. */
function requireAppsStopped(context: Context, domain: DomainRecord, update: UpdateDomainRequest): void {
  const { settings } = domain;
  const { DomainSettingsForUpdate: domainSettings } = update;
  const runningMatters: Change[] = [
    [settings.DefaultUserSettings.ExecutionRole, update.DefaultUserSettings?.ExecutionRole],
    [settings.DefaultSpaceSettings?.ExecutionRole, update.DefaultSpaceSettings?.ExecutionRole],
    [settings.DomainSettings?.ExecutionRoleIdentityConfig, domainSettings?.ExecutionRoleIdentityConfig],
    [settings.AppSecurityGroupManagement, update.AppSecurityGroupManagement],
    [false, domainSettings?.RStudioServerProDomainSettingsForUpdate && true],
  ];
  const liveMatters: Change[] = [
    [settings.AppNetworkAccessType, update.AppNetworkAccessType],
    [false, update.SubnetIds && settings.SubnetIds?.some((id) => !update.SubnetIds?.includes(id))],
  ];
  const live = changed(liveMatters);
  if (!live && !changed(runningMatters)) return;
  for (const app of liveApps(context, domain.key)) if (live || isRunning(app)) throw inServiceApps(domain);
}

const changed = (changes: Change[]) => changes.some(([before, after]) => after !== undefined && after !== before);

/** Only Unified-Studio domains can have been made without a VPC (`network.ts`). */
function requireVpcUnchanged(settings: DomainRecord['settings'], update: UpdateDomainRequest): void {
  if (update.VpcId !== undefined && settings.VpcId !== undefined && update.VpcId !== settings.VpcId) {
    throw validationException('VpcId can only be set for a Unified Studio Domain that was created without one.');
  }
}
