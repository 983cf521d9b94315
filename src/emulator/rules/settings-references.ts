import { validationException } from '../errors';
import type { CustomImage } from '../model/shapes';
import { imageVersionKey } from '../state/state';
import { appSettings, CONFIGURABLE_APPS, type AppSettings, type SettingsByApp } from './app-settings';
import { parseArn } from './arns';
import type { Context } from './context';

/**
 * Scripts, images and app image configs that settings name must exist. For which type of app a script was made does not
 * matter [Terraform's acceptance tests Domain and Space kernelGatewayAppSettings_lifecycleConfig, TF PR#28154].
 * Assumption: AWS's own answer is not known; ours is a ValidationException that names what is missing. That the
 * default script is among the attached ones is *not* checked here: AWS accepts such settings, and the app fails at
 * start (fact sheet, section 4).
 */
export function requireReferences(context: Context, settings: SettingsByApp): void {
  for (const appType of CONFIGURABLE_APPS) {
    const block = appSettings(settings, appType);
    if (!block) continue;
    for (const arn of lifecycleConfigArns(block)) requireLifecycleConfig(context, arn);
    for (const image of block.CustomImages ?? []) requireCustomImage(context, image);
  }
}

const lifecycleConfigArns = (block: AppSettings) =>
  [
    ...(block.LifecycleConfigArns ?? []),
    block.BuiltInLifecycleConfigArn,
    block.DefaultResourceSpec?.LifecycleConfigArn,
  ].filter((arn): arn is string => arn !== undefined && arn !== 'None');

/** A lifecycle configuration of the caller's account and region. */
function requireLifecycleConfig({ state }: Context, arn: string): void {
  const config = state.get('lifecycle-config', parseArn(arn).path.join('/'));
  // One of that name may be there, and the ARN be another account's or region's.
  if (config?.arn.toLowerCase() !== arn.toLowerCase())
    throw validationException(`StudioLifecycleConfig [${arn}] does not exist.`);
}

function requireCustomImage({ state }: Context, image: CustomImage): void {
  if (!state.get('image', image.ImageName)) {
    throw validationException(`Image with ImageName ${image.ImageName} does not exist.`);
  }
  if (!state.get('app-image-config', image.AppImageConfigName)) {
    throw validationException(`AppImageConfig with AppImageConfigName ${image.AppImageConfigName} does not exist.`);
  }
  const version = image.ImageVersionNumber;
  if (version !== undefined && !state.get('image-version', imageVersionKey(image.ImageName, version))) {
    throw validationException(`ImageVersion ${version} of Image ${image.ImageName} does not exist.`);
  }
}

/** A profile or a space attaches up to five images to KernelGateway, a domain 200 (fact sheet, section 3). */
export function requireFewKernelGatewayImages(settings: SettingsByApp): void {
  const attached = settings.KernelGatewayAppSettings?.CustomImages?.length ?? 0;
  if (attached > 5) {
    throw validationException(
      `KernelGatewayAppSettings of a profile or space take at most 5 CustomImages, not ${attached}.`,
    );
  }
}
