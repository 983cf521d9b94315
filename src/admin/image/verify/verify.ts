import { judge, rulesOf } from '../../findings/judge';
import { type Finding, findingsOf, type Outcome, settled } from '../../findings/outcome';
import { worstFirst } from '../../findings/severity';
import type { AppImageConfig } from './app-image-config';
import type { ImageAppType } from './app-type';
import type { Image } from './contents';
import { imageFacts } from './image-facts';
import type { ImageLocation } from './image-location';
import { accountFiles } from './rules/account-files';
import { baseImage } from './rules/base-image';
import { configIdentity, configMember, configVariables } from './rules/config-identity';
import { configKernels } from './rules/config-kernels';
import { entryPoint } from './rules/entry-point';
import { home } from './rules/home';
import { homeContent, homeFolder } from './rules/home-folder';
import { idleExtension } from './rules/idle-extension';
import { identity } from './rules/identity';
import { kernelInterpreter } from './rules/kernel-interpreter';
import { kernels } from './rules/kernels';
import { exposedPorts, listening } from './rules/listening';
import { platform, statedPlatform } from './rules/platform';
import { secretInEnv, secretInFile } from './rules/secrets';
import { serverStart } from './rules/server-start';
import { codeEditor, jupyterlab } from './rules/servers-installed';
import { layerCount, size, unsafeEntry } from './rules/size';
import { envReserved } from './rules/studio-variables';
import { studiolo } from './rules/studiolo';
import { sudo } from './rules/sudo';
import { idTooHigh, reservedPath, worldWritable } from './rules/system-files';
import { tmp } from './rules/tmp';

const checks = [
  identity,
  serverStart,
  listening,
  envReserved,
  secretInEnv,
  configMember,
  configIdentity,
  configVariables,
  configKernels,
  statedPlatform,
  baseImage,
  accountFiles,
  home,
  homeFolder,
  homeContent,
  entryPoint,
  kernels,
  kernelInterpreter,
  jupyterlab,
  codeEditor,
  studiolo,
  idleExtension,
  sudo,
  tmp,
  worldWritable,
  reservedPath,
  idTooHigh,
  secretInFile,
  platform,
  size,
  layerCount,
  exposedPorts,
  unsafeEntry,
];

/** Every rule about images. */
export const imageRules = rulesOf(checks);
export type FindingCode = (typeof imageRules)[number]['code'];

/** One thing that Studio, or the people who use the image there, will stumble over. */
export interface ImageFinding extends Finding<ImageLocation, FindingCode> {
  /** The app types that it concerns. */
  appTypes: ImageAppType[];
}

/** What every rule says of an image for the given app types; a finding once for each code and place. */
export function assess(
  image: Image,
  appTypes: ImageAppType[],
  appImageConfig?: AppImageConfig,
): Outcome<ImageFinding>[] {
  const found = new Map<string, ImageFinding>();
  const outcomes = appTypes.flatMap((appType) =>
    judge(checks, imageFacts(image, appType, appImageConfig)).flatMap((one): Outcome<ImageFinding>[] => {
      if (one.outcome !== 'finding') return [one];
      const key = JSON.stringify([one.code, one.finding.where]);
      const before = found.get(key);
      before?.appTypes.push(appType);
      if (before) return [];
      const finding = { ...one.finding, appTypes: [appType] };
      found.set(key, finding);
      return [{ ...one, finding }];
    }),
  );
  return settled(outcomes);
}

/** Everything that is wrong with an image for the given app types, worst first. */
export const verify = (image: Image, appTypes: ImageAppType[], appImageConfig?: AppImageConfig): ImageFinding[] =>
  worstFirst(findingsOf(assess(image, appTypes, appImageConfig)));
