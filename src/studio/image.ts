/** What Studio tells of the image an app was started with, and what the image tells of itself. */
export interface ImageSource {
  imageArn?: string;
  versionArn?: string;
  versionAlias?: string;
  /** `IMAGE_VERSION`, which SageMaker Distribution sets in its images. */
  imageVersion?: string;
}

/**
 * An image's name and version. The version ARN wins over the image ARN (model 2017-07-24); `image-version/<name>/<n>`
 * numbers the version within Studio. What the image says of itself is the version people know, but only
 * SageMaker Distribution's own images are known to say it of themselves rather than of what they were built on.
 */
export function imageOf(source: ImageSource): { name: string; version?: string } | undefined {
  const byVersion = /:image-version\/([^/]+)\/([^/]+)$/.exec(source.versionArn ?? '');
  const name = byVersion?.[1] ?? /:image\/([^/]+)$/.exec(source.imageArn ?? '')?.[1];
  const own = name === undefined || name.startsWith('sagemaker-distribution') ? source.imageVersion : undefined;
  const version = own ?? source.versionAlias ?? byVersion?.[2];
  if (name === undefined) return version === undefined ? undefined : { name: 'SageMaker Distribution', version };
  return { name, ...(version !== undefined && { version }) };
}
