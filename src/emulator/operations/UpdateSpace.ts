import { operation } from '../operation';
import { spaceArn } from '../rules/arns';
import { effectiveStorage, inheritedLayers } from '../rules/effective-settings';
import { existingDomain, existingSpace } from '../rules/existing';
import { requireSpaceIdleLimits } from '../rules/idle-limits';
import { requireUpdatable } from '../rules/resource-state';
import { mergeSettings } from '../rules/settings-merge';
import { requireNoAppType, requireSpaceSettings } from '../rules/space-settings';
import { enlargement, requireNoShrinking } from '../rules/space-storage';
import { timestamp } from '../rules/timestamps';

/** Changes a space's settings or display name; it is out of service for a moment (fact sheet, section 4). */
export const UpdateSpace = operation('UpdateSpace', {
  resource: (input, caller) => spaceArn(caller, input.DomainId, input.SpaceName),
  action(call) {
    const { clock, configuration, input, state } = call;
    const space = existingSpace(call, input.DomainId, input.SpaceName);
    requireUpdatable(space);
    const update = input.SpaceSettings ?? {};
    requireNoAppType(update);
    const SpaceSettings = mergeSettings(space.SpaceSettings, update);
    requireSpaceSettings(call, update);
    const inherited = inheritedLayers(call, existingDomain(call, input.DomainId), space);
    requireSpaceIdleLimits(update, inherited);
    requireNoShrinking(space.SpaceSettings, SpaceSettings, effectiveStorage(inherited));
    const enlarged = enlargement(call, space, SpaceSettings);
    state.put({
      ...space,
      ...enlarged,
      SpaceDisplayName: input.SpaceDisplayName ?? space.SpaceDisplayName,
      Status: 'Updating',
      due: clock.after(configuration.durations.spaceUpdate),
      LastModifiedTime: timestamp(clock),
    });
    return { SpaceArn: space.arn };
  },
});
