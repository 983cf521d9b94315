import { operation } from '../operation';
import { pageOf } from '../paging';
import { imageArn } from '../rules/image-arns';
import { existingImage } from '../rules/image-existing';
import { between } from '../rules/filters';

const sortedBy = { VERSION: 'Version', CREATION_TIME: 'CreationTime', LAST_MODIFIED_TIME: 'LastModifiedTime' } as const;

/** An image's versions, newest first unless asked otherwise [BC doc]. */
export const ListImageVersions = operation('ListImageVersions', {
  resource: (input, caller) => imageArn(caller, input.ImageName),
  action({ caller, input, state }) {
    existingImage(state, input.ImageName);
    const order = state.inOrder('image-version', input.ImageName, sortedBy[input.SortBy ?? 'CREATION_TIME']);
    const request = { ...input, SortOrder: input.SortOrder ?? ('DESCENDING' as const) };
    const { items, NextToken } = pageOf(
      order,
      request,
      (version) =>
        between(version.CreationTime, input.CreationTimeAfter, input.CreationTimeBefore) &&
        between(version.LastModifiedTime, input.LastModifiedTimeAfter, input.LastModifiedTimeBefore),
    );
    const ImageVersions = items.map((version) => ({
      ImageArn: imageArn(caller, version.ImageName),
      ImageVersionArn: version.arn,
      Version: version.Version,
      ImageVersionStatus: version.ImageVersionStatus,
      FailureReason: version.FailureReason,
      CreationTime: version.CreationTime,
      LastModifiedTime: version.LastModifiedTime,
    }));
    return { ImageVersions, NextToken };
  },
});
