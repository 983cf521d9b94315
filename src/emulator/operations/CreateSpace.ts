import { resourceInUse } from '../errors';
import { operation } from '../operation';
import { spaceArn } from '../rules/arns';
import { effectiveStorage, inheritedLayers } from '../rules/effective-settings';
import { existingDomain } from '../rules/existing';
import { requireSpaceIdleLimits } from '../rules/idle-limits';
import { newHomeEfsFileSystemUid } from '../rules/identifiers';
import { tagsOf } from '../rules/tags';
import { requireQuota } from '../rules/quotas';
import { requireInService } from '../rules/resource-state';
import { requireOwner } from '../rules/space-owner';
import { requireSettingsOfPrivate, requireSpaceSettings } from '../rules/space-settings';
import { withStorage } from '../rules/space-storage';
import { created } from '../rules/timestamps';
import { subnetFailure } from '../rules/unusable';
import { spaceKey } from '../state/state';

/** Makes a space, private to a user profile or shared in the domain. */
export const CreateSpace = operation('CreateSpace', {
  resource: (input, caller) => spaceArn(caller, input.DomainId, input.SpaceName),
  action(call) {
    const { caller, clock, configuration, input, state } = call;
    const { DomainId, SpaceName, SpaceDisplayName, OwnershipSettings, SpaceSharingSettings } = input;
    const arn = spaceArn(caller, DomainId, SpaceName);
    const domain = existingDomain(call, DomainId);
    requireInService(domain, `create Space [${arn}]`);
    requireOwner(call, input, arn);
    requireSettingsOfPrivate(input, arn);
    const settings = input.SpaceSettings ?? {};
    requireSpaceSettings(call, settings);
    const inherited = inheritedLayers(call, domain, input);
    requireSpaceIdleLimits(settings, inherited);
    const SpaceSettings = withStorage(settings, effectiveStorage(inherited));
    const key = spaceKey(DomainId, SpaceName);
    if (state.get('space', key)) throw resourceInUse(`Space [${arn}] already exists.`);
    requireQuota(call, 'space');
    state.put({
      kind: 'space',
      key,
      arn,
      DomainId,
      SpaceName,
      SpaceDisplayName,
      SpaceSettings,
      OwnershipSettings,
      SpaceSharingSettings,
      // Assumption: the form of a space's URL, which the API reference does not show.
      Url: `${domain.Url}?spaceName=${SpaceName}`,
      HomeEfsFileSystemUid: newHomeEfsFileSystemUid(),
      Status: 'Pending',
      FailureReason: undefined,
      willFail: subnetFailure(call, domain.settings),
      due: clock.after(configuration.durations.spaceCreate),
      tags: tagsOf(input.Tags),
      ...created(clock),
    });
    return { SpaceArn: arn };
  },
});
