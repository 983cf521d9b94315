import { operation, type Call } from '../operation';
import { keyOf, requireOneOwner } from '../rules/app-owner';
import { requireFreeSlot, requireRoomOnInstance } from '../rules/app-slot';
import { requireCreatable, requireFitting } from '../rules/app-type';
import { appArn } from '../rules/arns';
import { idleTimeout } from '../rules/idle-shutdown';
import { inheritedLayers, userLayers } from '../rules/effective-settings';
import { existingDomain, existingSpace, existingUserProfile } from '../rules/existing';
import { resolveLaunch } from '../rules/launch';
import { launchOutcome } from '../rules/launch-outcome';
import { launchTags } from '../rules/tags';
import { requireInstanceQuota, requireQuota } from '../rules/quotas';
import { requireInService } from '../rules/resource-state';
import { created, timestamp } from '../rules/timestamps';

/** Launches an app with the settings that hold now; Pending until it is InService or Failed. */
export const CreateApp = operation('CreateApp', {
  resource: (input, caller) => appArn(caller, input),
  action(call) {
    const { caller, clock, configuration, input, state } = call;
    const { DomainId, SpaceName, AppType, AppName, RecoveryMode } = input;
    requireOneOwner('CreateApp', input);
    requireCreatable(call, AppType);
    const { domain, profile, space, layers } = ownerOf(call);
    requireFitting(input, space);
    const owner = (space ?? profile)?.key ?? DomainId;
    const earlier = requireFreeSlot(call, input, owner);

    const launch = resolveLaunch(call, input, layers);
    const instanceType = launch.resourceSpec.InstanceType ?? 'system';
    requireRoomOnInstance(call, owner, AppType, instanceType);
    requireInstanceQuota(call, AppType, instanceType);
    requireQuota(call, 'app');

    const arn = appArn(caller, input);
    const willFail = launchOutcome(call, launch);
    const inService = clock.after(configuration.durations.appCreate);
    const waits = configuration.runsScripts && willFail === undefined && launch.scripts.length > 0;
    state.put({
      kind: 'app',
      key: keyOf(input),
      arn,
      DomainId,
      UserProfileName: space ? undefined : profile?.UserProfileName,
      SpaceName,
      AppType,
      AppName,
      RecoveryMode,
      ResourceSpec: launch.resourceSpec,
      BuiltInLifecycleConfigArn: launch.scripts.find(({ origin }) => origin === 'built-in')?.arn,
      launchedImageVersionArn: launch.image?.versionArn,
      Status: 'Pending',
      willFail,
      due: waits ? undefined : inService,
      scripts: waits
        ? { toRun: launch.scripts.map(({ arn, origin }) => ({ arn, origin })), earliest: inService }
        : undefined,
      idleTimeout: idleTimeout(layers, AppType),
      tags: launchTags(domain, profile, space, input.Tags),
      ...created(clock),
      // Restarting within 24 h counts as an update (fact sheet, section 4).
      CreationTime: earlier?.CreationTime ?? timestamp(clock),
    });
    return { AppArn: arn };
  },
});

/** The space or profile that the app is for, which has to be in service, and the settings that hold there. */
function ownerOf(call: Call<'CreateApp'>) {
  const { caller, input } = call;
  const unable = `create app [${appArn(caller, input)}]`;
  const domain = existingDomain(call, input.DomainId);
  requireInService(domain, unable);
  if (input.SpaceName === undefined) {
    const profile = existingUserProfile(call, input.DomainId, input.UserProfileName ?? '');
    requireInService(profile, unable);
    return { domain, profile, layers: userLayers(domain, profile) };
  }
  const space = existingSpace(call, input.DomainId, input.SpaceName);
  requireInService(space, unable);
  const ownerName = space.OwnershipSettings?.OwnerUserProfileName;
  const profile = ownerName === undefined ? undefined : existingUserProfile(call, input.DomainId, ownerName);
  return { domain, profile, space, layers: [...inheritedLayers(call, domain, space), space.SpaceSettings] };
}
