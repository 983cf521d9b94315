import { operation } from '../operation';
import { imageArn, imageVersionArn } from '../rules/image-arns';
import { existingVersion } from '../rules/image-existing';

/** A version of an image: by number, by alias, or the latest. */
export const DescribeImageVersion = operation('DescribeImageVersion', {
  resource: (input, caller) => imageVersionArn(caller, input.ImageName, input.Version ?? '*'),
  action({ caller, input, state }) {
    const version = existingVersion(state, input);
    const { BaseImage, Horovod, JobType, MLFramework, Processor, ProgrammingLang, ReleaseNotes, VendorGuidance } =
      version.request;
    return {
      ImageArn: imageArn(caller, version.ImageName),
      ImageVersionArn: version.arn,
      Version: version.Version,
      ImageVersionStatus: version.ImageVersionStatus,
      FailureReason: version.FailureReason,
      BaseImage,
      // Assumption: SageMaker's own copy is not shown apart from what it was made of.
      ContainerImage: BaseImage,
      Horovod,
      JobType,
      MLFramework,
      Processor,
      ProgrammingLang,
      ReleaseNotes,
      VendorGuidance,
      CreationTime: version.CreationTime,
      LastModifiedTime: version.LastModifiedTime,
    };
  },
});
