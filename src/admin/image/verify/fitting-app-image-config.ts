import type { AppImageConfig } from './app-image-config';
import type { ImageAppType } from './app-type';
import { contracts, homeMount } from './app-type';
import type { Image } from './contents';
import { userOf } from './image-facts';
import { condaKernels, kernelSpecs } from './kernel-spec';
import { findProgram } from './launch';
import { studioVariables } from './studio-variables';
import { verify } from './verify';

const distributionEntryPoints = { JupyterLab: 'entrypoint-jupyter-server', CodeEditor: 'entrypoint-code-editor' };

/**
 * The AppImageConfig that fits an image: what `given` says is kept where it holds, and put right where the image knows
 * better (UID, GID, kernels, entry point). Members for other app types are kept as they are.
 */
export function fittingAppImageConfig(
  image: Image,
  appType: ImageAppType,
  given: AppImageConfig | { AppImageConfigName: string },
): AppImageConfig {
  const before: AppImageConfig = given;
  const user = userOf(image);
  const pair = contracts[appType].identities.find(({ uid, gid }) => uid === user.uid && gid === user.gid);
  const identity = pair && { DefaultUid: pair.uid, DefaultGid: pair.gid };
  if (appType === 'KernelGateway') {
    const stated = before.KernelGatewayImageConfig;
    // Before it is built nothing is known of an image's kernels: what is stated stays.
    if (image.kind === 'dockerfile' && stated) {
      const MountPath = stated.FileSystemConfig?.MountPath ?? homeMount;
      const fileSystem = identity ? { MountPath, ...identity } : stated.FileSystemConfig;
      return {
        ...before,
        KernelGatewayImageConfig: { ...stated, ...(fileSystem && { FileSystemConfig: fileSystem }) },
      };
    }
    const kernels = image.kind === 'image' ? kernelSpecs(image) : [];
    const environments = image.kind === 'image' ? condaKernels(image) : [];
    const names = [...kernels.map(({ name }) => name), ...environments];
    const kept = stated?.KernelSpecs.filter(({ Name }) => names.includes(Name)) ?? [];
    const [first = kernels.find(({ name }) => name === 'python3') ?? kernels[0]] = [];
    const found = first
      ? [{ Name: first.name, ...(first.spec?.display_name && { DisplayName: first.spec.display_name }) }]
      : [];
    const MountPath =
      user.uid === 0 ? (stated?.FileSystemConfig?.MountPath ?? '/root') : (user.entry?.home ?? homeMount);
    return {
      ...before,
      KernelGatewayImageConfig: {
        KernelSpecs: kept.length > 0 ? kept.slice(0, 1) : found,
        ...(identity && { FileSystemConfig: { MountPath, ...identity } }),
      },
    };
  }
  const member = appType === 'JupyterLab' ? 'JupyterLabAppImageConfig' : 'CodeEditorAppImageConfig';
  const stated = before[member];
  const container = fittingContainer(image, appType, stated?.ContainerConfig);
  return {
    ...before,
    [member]: {
      // Documented as not supported for JupyterLab: put right where it is stated, never added.
      ...(stated?.FileSystemConfig && {
        FileSystemConfig: { MountPath: homeMount, DefaultUid: 1000, DefaultGid: 100 },
      }),
      ...(container && { ContainerConfig: container }),
    },
  };
}

type ContainerConfig = NonNullable<NonNullable<AppImageConfig['JupyterLabAppImageConfig']>['ContainerConfig']>;

/** The image's own command where it serves; else SageMaker Distribution's entry point, where the image has it. */
function fittingContainer(
  image: Image,
  appType: 'JupyterLab' | 'CodeEditor',
  stated: ContainerConfig | undefined,
): ContainerConfig | undefined {
  const variables = Object.entries(stated?.ContainerEnvironmentVariables ?? {}).filter(
    ([name]) => !studioVariables.includes(name),
  );
  const environment =
    variables.length > 0 ? { ContainerEnvironmentVariables: Object.fromEntries(variables) } : undefined;
  const withStated = {
    AppImageConfigName: 'x',
    [contracts[appType].configMember]: stated ? { ContainerConfig: stated } : {},
  };
  const says = stated?.ContainerEntrypoint ?? stated?.ContainerArguments;
  if (says && starts(image, appType, withStated)) return { ...stated, ...environment };
  if (starts(image, appType)) return environment;
  const entry = distributionEntryPoints[appType];
  const there = image.kind === 'image' && findProgram(entry, image.config.env['PATH'], image.files).at === 'file';
  return there ? { ContainerEntrypoint: [entry], ...environment } : environment;
}

const startingCodes = /^(entrypoint-|port-wrong|base-url-|address-loopback|token-required)/;

const starts = (image: Image, appType: ImageAppType, config?: AppImageConfig) =>
  !verify(image, [appType], config).some(({ code, severity }) => severity === 'error' && startingCodes.test(code));
