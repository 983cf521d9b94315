import type { DomainSettings, DomainSettingsForUpdate, UpdateDomainRequest } from '../model/shapes';
import { operation } from '../operation';
import { domainArn } from '../rules/arns';
import { requireDomainDefaults, requireSettings } from '../rules/default-settings';
import { requireDomainUpdatable } from '../rules/domain-update';
import { existingDomain } from '../rules/existing';
import { homeFileSystem, mountedIn } from '../rules/home-file-system';
import { newHexadecimals } from '../rules/identifiers';
import { requireUpdatable } from '../rules/resource-state';
import { mergeSettings } from '../rules/settings-merge';
import { timestamp } from '../rules/timestamps';
import { domainRoleFailure, subnetFailure } from '../rules/unusable';
import type { DomainRecord } from '../state/records';

/**
 * Changes a domain, Updating meanwhile. AuthMode, DomainName and the KMS key are not members of the request, and so
 * cannot change (fact sheet, section 4).
 */
export const UpdateDomain = operation('UpdateDomain', {
  resource: (input, caller) => domainArn(caller, input.DomainId),
  action(call) {
    const { caller, clock, configuration, input, state } = call;
    const domain = existingDomain(call, input.DomainId);
    requireUpdatable(domain);
    requireDomainDefaults(input);
    requireDomainUpdatable(call, domain, input);
    const settings = updated(domain.settings, input);
    requireSettings(call, settings.DefaultUserSettings, input.DefaultUserSettings ?? {});
    requireSettings(call, settings.DefaultSpaceSettings ?? {}, input.DefaultSpaceSettings ?? {});
    const willFail = subnetFailure(call, settings) ?? domainRoleFailure(call, settings);
    // Assumption: an update that fails leaves what was.
    const then = willFail === undefined ? settings : domain.settings;
    const now = timestamp(clock);
    const changed: DomainRecord = {
      ...domain,
      settings: then,
      willFail,
      HomeEfsFileSystemId:
        domain.HomeEfsFileSystemId ??
        (then.HomeEfsFileSystemCreation === 'Enabled' ? `fs-${newHexadecimals()}` : undefined),
      Status: 'Updating',
      due: clock.after(configuration.durations.domainUpdate),
      LastModifiedTime: now,
    };
    state.put(changed);
    const home =
      domain.HomeEfsFileSystemId === undefined
        ? homeFileSystem(caller, { ...changed, CreationTime: now })
        : mountedIn(caller, { before: domain, after: changed, state, now });
    for (const record of home) state.put(record);
    return { DomainArn: domain.arn };
  },
});

function updated(before: DomainRecord['settings'], input: UpdateDomainRequest): DomainRecord['settings'] {
  return mergeSettings(before, {
    AppNetworkAccessType: input.AppNetworkAccessType,
    AppSecurityGroupManagement: input.AppSecurityGroupManagement,
    DefaultSpaceSettings: input.DefaultSpaceSettings,
    DefaultUserSettings: input.DefaultUserSettings,
    DomainSettings: input.DomainSettingsForUpdate && domainSettings(input.DomainSettingsForUpdate),
    HomeEfsFileSystemCreation: input.HomeEfsFileSystemCreation,
    SubnetIds: input.SubnetIds,
    TagPropagation: input.TagPropagation,
    VpcId: input.VpcId,
  });
}

/** The one member that has another name in an update than in the domain itself. */
function domainSettings(update: DomainSettingsForUpdate): DomainSettings {
  const { RStudioServerProDomainSettingsForUpdate: rStudio, ...rest } = update;
  return rStudio ? { ...rest, RStudioServerProDomainSettings: rStudio } : rest;
}
