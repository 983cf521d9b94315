import { operation } from '../operation';
import { userProfileArn } from '../rules/arns';
import { requireSettings } from '../rules/default-settings';
import { existingUserProfile } from '../rules/existing';
import { requireUpdatable } from '../rules/resource-state';
import { mergeSettings } from '../rules/settings-merge';
import { requireFewKernelGatewayImages } from '../rules/settings-references';
import { timestamp } from '../rules/timestamps';
import { requireRoleChangeable } from '../rules/user-profile-update';
import { roleFailure } from '../rules/unusable';

/** Changes a user's settings, Updating meanwhile. */
export const UpdateUserProfile = operation('UpdateUserProfile', {
  resource: (input, caller) => userProfileArn(caller, input.DomainId, input.UserProfileName.toLowerCase()),
  action(call) {
    const { clock, configuration, input, state } = call;
    const profile = existingUserProfile(call, input.DomainId, input.UserProfileName);
    requireUpdatable(profile);
    requireRoleChangeable(call, profile, input.UserSettings ?? {});
    const UserSettings = mergeSettings(profile.UserSettings, input.UserSettings);
    requireSettings(call, UserSettings, input.UserSettings ?? {});
    requireFewKernelGatewayImages(UserSettings);
    const willFail = roleFailure(call, UserSettings.ExecutionRole, UserSettings);
    state.put({
      ...profile,
      UserSettings: willFail === undefined ? UserSettings : profile.UserSettings,
      willFail,
      Status: 'Updating',
      due: clock.after(configuration.durations.userProfileUpdate),
      LastModifiedTime: timestamp(clock),
    });
    return { UserProfileArn: profile.arn };
  },
});
