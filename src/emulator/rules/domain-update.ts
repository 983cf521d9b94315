import { resourceInUse, validationException } from '../errors';
import type { UpdateDomainRequest } from '../model/shapes';
import type { AppRecord, DomainRecord } from '../state/records';
import type { Context } from './context';
import { isRunning, liveApps } from './live-apps';
import { named } from './resource-state';

/**
 * What a domain's update needs (fact sheet, section 4, "Update rules"): no running app for another execution role or
 * identity configuration, no live one for another way to the network or for fewer subnets. The file system is only
 * switched on, and a VPC only given to a Unified-Studio domain that has none.
 */
export function requireDomainUpdatable(context: Context, domain: DomainRecord, update: UpdateDomainRequest): void {
  const { settings } = domain;
  requireNoApps(context, domain, isRunning, [
    [settings.DefaultUserSettings.ExecutionRole, update.DefaultUserSettings?.ExecutionRole, 'ExecutionRole'],
    [settings.DefaultSpaceSettings?.ExecutionRole, update.DefaultSpaceSettings?.ExecutionRole, 'ExecutionRole'],
    [
      settings.DomainSettings?.ExecutionRoleIdentityConfig,
      update.DomainSettingsForUpdate?.ExecutionRoleIdentityConfig,
      'ExecutionRoleIdentityConfig',
    ],
  ]);
  requireNoApps(context, domain, () => true, [
    [settings.AppNetworkAccessType, update.AppNetworkAccessType, 'AppNetworkAccessType'],
    [false, update.SubnetIds && settings.SubnetIds?.some((id) => !update.SubnetIds?.includes(id)), 'SubnetIds'],
  ]);
  if (settings.HomeEfsFileSystemCreation === 'Enabled' && update.HomeEfsFileSystemCreation === 'Disabled') {
    throw validationException('HomeEfsFileSystemCreation cannot be changed from [Enabled] to [Disabled].');
  }
  requireVpcUnchanged(settings, update);
}

type Change = [before: unknown, after: unknown, member: string];

function requireNoApps(
  context: Context,
  domain: DomainRecord,
  counts: (app: AppRecord) => boolean,
  changes: Change[],
): void {
  const changed = changes.find(([before, after]) => after !== undefined && after !== before);
  if (!changed) return;
  for (const app of liveApps(context, domain.key)) {
    if (counts(app)) {
      throw resourceInUse(
        `Unable to update ${changed[2]} of ${named(domain)} because App [${app.arn}] is in ${app.Status} status`,
      );
    }
  }
}

/** Only Unified-Studio domains can have been made without a VPC (`network.ts`). */
function requireVpcUnchanged(settings: DomainRecord['settings'], update: UpdateDomainRequest): void {
  if (update.VpcId !== undefined && settings.VpcId !== undefined && update.VpcId !== settings.VpcId) {
    throw validationException('VpcId can only be set for a Unified Studio Domain that was created without one.');
  }
}
