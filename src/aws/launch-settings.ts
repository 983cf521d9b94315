import type { CustomImage, ResourceSpec } from '@aws-sdk/client-sagemaker';

/** An image as `ResourceSpec` names it: the version's ARN wins over the image's (model 2017-07-24). */
export interface ImageSpec {
  imageArn?: string;
  versionArn?: string;
  versionAlias?: string;
}

/** What one level (domain, user profile or space) states of how an app of one type is started. */
export interface StatedLaunch {
  instanceType?: string;
  image?: ImageSpec;
  /** The script that is chosen unless another is; `None` is none. */
  lifecycleConfigArn?: string;
  /** The scripts that may be chosen. */
  lifecycleConfigArns: string[];
  customImages: { imageName: string; version?: number }[];
  /** It always runs, before the chosen one. */
  builtInLifecycleConfigArn?: string;
}

interface LaunchSettings {
  DefaultResourceSpec?: ResourceSpec | undefined;
  LifecycleConfigArns?: string[] | undefined;
  CustomImages?: CustomImage[] | undefined;
  BuiltInLifecycleConfigArn?: string | undefined;
}

/** What one level states of how an app is started. A space's settings hold a `DefaultResourceSpec` alone. */
export function statedLaunch(settings: LaunchSettings | undefined): StatedLaunch {
  const spec = settings?.DefaultResourceSpec;
  const image = imageSpec(spec);
  return {
    ...(spec?.InstanceType && { instanceType: spec.InstanceType }),
    ...(image && { image }),
    ...(spec?.LifecycleConfigArn && { lifecycleConfigArn: spec.LifecycleConfigArn }),
    lifecycleConfigArns: settings?.LifecycleConfigArns ?? [],
    customImages: (settings?.CustomImages ?? []).flatMap(({ ImageName, ImageVersionNumber }) =>
      ImageName
        ? [{ imageName: ImageName, ...(ImageVersionNumber !== undefined && { version: ImageVersionNumber }) }]
        : [],
    ),
    ...(settings?.BuiltInLifecycleConfigArn && { builtInLifecycleConfigArn: settings.BuiltInLifecycleConfigArn }),
  };
}

/** The image that a spec names; the version `None` clears it (model 2017-07-24, ResourceSpec). */
export function imageSpec(spec: ResourceSpec | undefined): ImageSpec | undefined {
  const version = spec?.SageMakerImageVersionArn === 'None' ? undefined : spec?.SageMakerImageVersionArn;
  if (!spec?.SageMakerImageArn && !version) return undefined;
  return {
    ...(spec?.SageMakerImageArn && { imageArn: spec.SageMakerImageArn }),
    ...(version && { versionArn: version }),
    ...(spec?.SageMakerImageVersionAlias && { versionAlias: spec.SageMakerImageVersionAlias }),
  };
}
