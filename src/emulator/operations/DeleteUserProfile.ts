import { operation } from '../operation';
import { userProfileArn } from '../rules/arns';
import { requireNothingBelow } from '../rules/deletion-order';
import { existingDomain, existingUserProfile } from '../rules/existing';
import { requireDeletable } from '../rules/resource-state';
import { timestamp } from '../rules/timestamps';
import { subnetFailure } from '../rules/unusable';

/** Deletes a user profile that has neither apps nor spaces. */
export const DeleteUserProfile = operation('DeleteUserProfile', {
  resource: (input, caller) => userProfileArn(caller, input.DomainId, input.UserProfileName.toLowerCase()),
  action(call) {
    const { clock, configuration, input, state } = call;
    const profile = existingUserProfile(call, input.DomainId, input.UserProfileName);
    requireDeletable(profile);
    requireNothingBelow(call, profile);
    state.put({
      ...profile,
      Status: 'Deleting',
      willFail: subnetFailure(call, existingDomain(call, input.DomainId).settings),
      due: clock.after(configuration.durations.userProfileDelete),
      LastModifiedTime: timestamp(clock),
    });
  },
});
