import { resourceInUse } from '../errors';
import { operation } from '../operation';
import { userProfileArn } from '../rules/arns';
import { requireSettings } from '../rules/default-settings';
import { existingDomain } from '../rules/existing';
import { newHomeEfsFileSystemUid } from '../rules/identifiers';
import { tagsOf } from '../rules/tags';
import { requireQuota } from '../rules/quotas';
import { requireInService } from '../rules/resource-state';
import { requireFewKernelGatewayImages } from '../rules/settings-references';
import { requireSingleSignOnUser } from '../rules/single-sign-on';
import { created } from '../rules/timestamps';
import { roleFailure } from '../rules/unusable';
import { userProfileKey } from '../state/state';

/** Makes a user's profile in a domain. */
export const CreateUserProfile = operation('CreateUserProfile', {
  resource: (input, caller) => userProfileArn(caller, input.DomainId, input.UserProfileName.toLowerCase()),
  action(call) {
    const { caller, clock, configuration, input, state } = call;
    const { DomainId, UserProfileName, UserSettings = {}, SingleSignOnUserIdentifier, SingleSignOnUserValue } = input;
    const arn = userProfileArn(caller, DomainId, UserProfileName.toLowerCase());
    const domain = existingDomain(call, DomainId);
    requireInService(domain, `create UserProfile [${arn}]`);
    requireSingleSignOnUser(domain.settings.AuthMode, input);
    requireSettings(call, UserSettings, UserSettings);
    requireFewKernelGatewayImages(UserSettings);
    const key = userProfileKey(DomainId, UserProfileName);
    if (state.get('user-profile', key)) throw resourceInUse(`UserProfile [${arn}] already exists.`);
    requireQuota(call, 'user-profile');
    state.put({
      kind: 'user-profile',
      key,
      arn,
      DomainId,
      UserProfileName,
      UserSettings,
      SingleSignOnUserIdentifier,
      SingleSignOnUserValue,
      HomeEfsFileSystemUid: newHomeEfsFileSystemUid(),
      Status: 'Pending',
      FailureReason: undefined,
      willFail: roleFailure(call, UserSettings.ExecutionRole, UserSettings),
      due: clock.after(configuration.durations.userProfileCreate),
      tags: tagsOf(input.Tags),
      ...created(clock),
    });
    return { UserProfileArn: arn };
  },
});
