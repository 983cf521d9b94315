/** Whether an image name is SageMaker Distribution's, in the public gallery or in a region's registry. */
export function isSageMakerDistribution(image: string): boolean {
  return /(^|\/)sagemaker(\/sagemaker)?-distribution(-prod|-cpu|-gpu)?([:@]|$)/.test(image);
}

/**
 * The accounts that SageMaker Distribution's Dockerfile makes (template/v4): `sagemaker-user`, UID 1000, and a group of
 * the same name with GID 100 beside Debian's `users`.
 */
export const distributionAccounts = {
  user: 'sagemaker-user',
  passwd: 'root:x:0:0:root:/root:/bin/bash\nsagemaker-user:x:1000:100::/home/sagemaker-user:/bin/bash\n',
  group: 'root:x:0:\nusers:x:100:\nsagemaker-user:x:100:\n',
};
