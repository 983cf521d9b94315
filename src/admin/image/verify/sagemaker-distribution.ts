/** Whether an image name is SageMaker Distribution's, in the public gallery or in a region's registry. */
export function isSageMakerDistribution(image: string): boolean {
  return /(^|\/)sagemaker(\/sagemaker)?-distribution(-prod|-cpu|-gpu)?([:@]|$)/.test(image);
}
