import { operation } from '../operation';
import { spaceArn } from '../rules/arns';
import { existingSpace } from '../rules/existing';
import { given } from '../rules/given-settings';

/** Everything that is known of a space; its own settings, without what domain and profile add. */
export const DescribeSpace = operation('DescribeSpace', {
  resource: (input, caller) => spaceArn(caller, input.DomainId, input.SpaceName),
  action(call) {
    const space = existingSpace(call, call.input.DomainId, call.input.SpaceName);
    return {
      DomainId: space.DomainId,
      SpaceArn: space.arn,
      SpaceName: space.SpaceName,
      SpaceDisplayName: space.SpaceDisplayName,
      HomeEfsFileSystemUid: space.HomeEfsFileSystemUid,
      Status: space.Status,
      FailureReason: space.FailureReason,
      CreationTime: space.CreationTime,
      LastModifiedTime: space.LastModifiedTime,
      SpaceSettings: given(space.SpaceSettings),
      OwnershipSettings: space.OwnershipSettings,
      SpaceSharingSettings: space.SpaceSharingSettings,
      Url: space.Url,
    };
  },
});
