import { operation } from '../operation';
import { userProfileArn } from '../rules/arns';
import { existingUserProfile } from '../rules/existing';
import { given } from '../rules/given-settings';

/** Everything that is known of a user profile; its own settings, without what the domain adds. */
export const DescribeUserProfile = operation('DescribeUserProfile', {
  resource: (input, caller) => userProfileArn(caller, input.DomainId, input.UserProfileName.toLowerCase()),
  action(call) {
    const profile = existingUserProfile(call, call.input.DomainId, call.input.UserProfileName);
    return {
      DomainId: profile.DomainId,
      UserProfileArn: profile.arn,
      UserProfileName: profile.UserProfileName,
      HomeEfsFileSystemUid: profile.HomeEfsFileSystemUid,
      Status: profile.Status,
      FailureReason: profile.FailureReason,
      CreationTime: profile.CreationTime,
      LastModifiedTime: profile.LastModifiedTime,
      SingleSignOnUserIdentifier: profile.SingleSignOnUserIdentifier,
      SingleSignOnUserValue: profile.SingleSignOnUserValue,
      UserSettings: given(profile.UserSettings),
    };
  },
});
