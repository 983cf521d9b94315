import { resourceNotFound, validationException } from '../errors';
import type { FileSystemConfig, KernelGatewayImageConfig } from '../model/shapes';
import type { AppImageConfigRecord } from '../state/records';
import type { Transaction } from '../state/transaction';

/** The app image config of that name, or ResourceNotFound; the sentence is ours. */
export function existingAppImageConfig(state: Transaction, name: string): AppImageConfigRecord {
  const config = state.get('app-image-config', name);
  if (!config) throw resourceNotFound(`AppImageConfig with AppImageConfigName ${name} does not exist.`);
  return config;
}

interface ImageConfigs {
  KernelGatewayImageConfig?: KernelGatewayImageConfig | undefined;
  JupyterLabAppImageConfig?: { FileSystemConfig?: FileSystemConfig | undefined } | undefined;
  CodeEditorAppImageConfig?: { FileSystemConfig?: FileSystemConfig | undefined } | undefined;
}

const kernelGatewayUsers = [
  { uid: 0, gid: 0 },
  { uid: 1000, gid: 100 },
];

/**
 * The users that an image may run as: for KernelGateway 0/0 or 1000/100, for JupyterLab and Code Editor 1000 and 100
 * (fact sheet, section 4; absent: 1000/100). That AWS refuses others with a ValidationException, and when the config
 * is made rather than when an app starts, is an assumption; the sentence is ours.
 */
export function requireSupportedUsers(configs: ImageConfigs): void {
  const kernelGateway = userOf(configs.KernelGatewayImageConfig?.FileSystemConfig);
  if (!kernelGatewayUsers.some(({ uid, gid }) => uid === kernelGateway.uid && gid === kernelGateway.gid)) {
    throw validationException(
      `DefaultUid ${kernelGateway.uid} and DefaultGid ${kernelGateway.gid} are not supported for KernelGateway: use 0 and 0, or 1000 and 100.`,
    );
  }
  for (const appType of ['JupyterLab', 'CodeEditor'] as const) {
    const { uid, gid } = userOf(configs[`${appType}AppImageConfig`]?.FileSystemConfig);
    if (uid !== 1000 || gid !== 100) {
      throw validationException(
        `DefaultUid ${uid} and DefaultGid ${gid} are not supported for ${appType}: use 1000 and 100.`,
      );
    }
  }
}

const userOf = (config: FileSystemConfig | undefined) => ({
  uid: config?.DefaultUid ?? 1000,
  gid: config?.DefaultGid ?? 100,
});
