import { operation } from '../operation';
import { pageOf } from '../paging';
import { between } from '../rules/filters';

const sortedBy = {
  IMAGE_NAME: 'ImageName',
  CREATION_TIME: 'CreationTime',
  LAST_MODIFIED_TIME: 'LastModifiedTime',
} as const;

/** The account's images, newest first unless asked otherwise [BC doc]. */
export const ListImages = operation('ListImages', {
  resource: () => '*',
  action({ input, state }) {
    const order = state.inOrder('image', '*', sortedBy[input.SortBy ?? 'CREATION_TIME']);
    const request = { ...input, SortOrder: input.SortOrder ?? ('DESCENDING' as const) };
    const { items, NextToken } = pageOf(
      order,
      request,
      (image) =>
        image.ImageName.includes(input.NameContains ?? '') &&
        between(image.CreationTime, input.CreationTimeAfter, input.CreationTimeBefore) &&
        between(image.LastModifiedTime, input.LastModifiedTimeAfter, input.LastModifiedTimeBefore),
    );
    const Images = items.map((image) => ({
      ImageArn: image.arn,
      ImageName: image.ImageName,
      DisplayName: image.DisplayName,
      Description: image.Description,
      ImageStatus: image.ImageStatus,
      FailureReason: image.FailureReason,
      CreationTime: image.CreationTime,
      LastModifiedTime: image.LastModifiedTime,
    }));
    return { Images, NextToken };
  },
});
