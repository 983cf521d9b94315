import { operation } from '../operation';
import { imageArn } from '../rules/image-arns';
import { existingImage } from '../rules/image-existing';

/** An image, without its versions. */
export const DescribeImage = operation('DescribeImage', {
  resource: (input, caller) => imageArn(caller, input.ImageName),
  action({ input, state }) {
    const image = existingImage(state, input.ImageName);
    return {
      ImageArn: image.arn,
      ImageName: image.ImageName,
      DisplayName: image.DisplayName,
      Description: image.Description,
      ImageStatus: image.ImageStatus,
      FailureReason: image.FailureReason,
      RoleArn: image.RoleArn,
      CreationTime: image.CreationTime,
      LastModifiedTime: image.LastModifiedTime,
    };
  },
});
