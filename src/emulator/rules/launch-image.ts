import { validationException } from '../errors';
import type { AppType, CustomImage, FileSystemConfig, ResourceSpec } from '../model/shapes';
import type { AppImageConfigRecord, ImageVersionRecord } from '../state/records';
import { imageVersionKey } from '../state/state';
import { parseArn } from './arns';
import type { Context } from './context';

/** A custom image as an app is launched with it. */
export interface LaunchImage {
  name: string;
  versionArn: string;
  /** The user and group that the AppImageConfig says the image runs as. */
  user: { uid: number; gid: number };
}

/**
 * The custom image that a spec names, resolved: the version ARN wins over the image ARN, then the alias, then the
 * version that the attachment names, then the latest (fact sheet, section 3). Undefined for an image of AWS's own
 * account, about which the emulator knows nothing, and where no image is named.
 *
 * ValidationException if JupyterLab has no image (seen: section 4), or the version is not CREATED (the sentence is
 * CreateImageVersion's). Assumption: an image must be attached to the domain, profile or space to be launched, and so
 * be of their region.
 */
export function launchImage(
  context: Context,
  appType: AppType,
  spec: ResourceSpec,
  attached: readonly CustomImage[],
): LaunchImage | undefined {
  const arn = spec.SageMakerImageVersionArn ?? spec.SageMakerImageArn;
  if (arn === undefined) {
    if (appType !== 'JupyterLab') return undefined;
    throw validationException('SageMakerImageArn or SageMakerImageVersionArn must be given for AppType [JupyterLab].');
  }
  const { account, path, region } = parseArn(arn);
  const [name = '', number] = path;
  if (account !== context.caller.accountId) return undefined;
  const attachment = region === context.caller.region && attached.find((image) => image.ImageName === name);
  if (!attachment) throw validationException(`Image [${arn}] is not attached to the Domain, UserProfile or Space.`);
  const version = imageVersion(context, name, number === undefined ? undefined : Number(number), spec, attachment);
  if (version.ImageVersionStatus !== 'CREATED') {
    throw validationException(`ImageVersion ${version.Version} of Image ${name} is in an invalid state.`);
  }
  return { name, versionArn: version.arn, user: configuredUser(context, appType, attachment.AppImageConfigName) };
}

function imageVersion(
  { state }: Context,
  name: string,
  asked: number | undefined,
  spec: ResourceSpec,
  attachment: CustomImage,
): ImageVersionRecord {
  const alias = asked === undefined ? spec.SageMakerImageVersionAlias : undefined;
  if (alias !== undefined) {
    for (const version of state.below('image-version', name)) if (version.aliases.includes(alias)) return version;
    throw validationException(`ImageVersion with Alias ${alias} of Image ${name} does not exist.`);
  }
  const number = asked ?? attachment.ImageVersionNumber ?? latest(state.below('image-version', name));
  const version = number === undefined ? undefined : state.get('image-version', imageVersionKey(name, number));
  if (version) return version;
  throw validationException(
    `${number === undefined ? 'An ImageVersion' : `ImageVersion ${number}`} of Image ${name} does not exist.`,
  );
}

function latest(versions: Iterable<ImageVersionRecord>): number | undefined {
  let highest: number | undefined;
  for (const { Version } of versions) highest = Math.max(Version, highest ?? 0);
  return highest;
}

/** Defaults of FileSystemConfig: user 1000, group 100 (fact sheet, section 3). */
function configuredUser({ state }: Context, appType: AppType, configName: string): LaunchImage['user'] {
  const config = state.get('app-image-config', configName);
  if (!config) throw validationException(`AppImageConfig with AppImageConfigName ${configName} does not exist.`);
  const { DefaultUid: uid = 1000, DefaultGid: gid = 100 } = fileSystemConfig(config, appType) ?? {};
  return { uid, gid };
}

function fileSystemConfig(config: AppImageConfigRecord, appType: AppType): FileSystemConfig | undefined {
  if (appType === 'KernelGateway') return config.KernelGatewayImageConfig?.FileSystemConfig;
  if (appType === 'CodeEditor') return config.CodeEditorAppImageConfig?.FileSystemConfig;
  return config.JupyterLabAppImageConfig?.FileSystemConfig;
}
