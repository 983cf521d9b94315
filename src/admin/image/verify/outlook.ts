import type { AppImageConfig } from './app-image-config';
import type { ImageAppType } from './app-type';
import { appPort, contracts } from './app-type';
import type { FinalUser } from './accounts';
import type { Image, PlannedImage } from './contents';
import { userOf } from './image-facts';
import { type Launch, launchOf } from './launch';
import { kernelSpecs } from './kernel-spec';
import { installedPackages } from './packages';

/** The OCI image specification's names for the base that an image was built on; `publish` writes them. */
export const baseNameLabel = 'org.opencontainers.image.base.name';
export const baseDigestLabel = 'org.opencontainers.image.base.digest';

/** What Studio will do with an image as an app of one type, in words for a person. */
export interface Outlook {
  appType: ImageAppType;
  lines: string[];
}

/** Tells, for one app type, who runs what where, and with which kernels and packages. */
export function outlook(image: Image, appType: ImageAppType, appImageConfig?: AppImageConfig): Outlook {
  const user = userOf(image);
  const launch = launchOf(image, appType, appImageConfig);
  const { baseUrl } = contracts[appType];
  const lines = [
    `runs as ${whoever(user, image)} (${user.uid ?? '?'}:${user.gid ?? '?'}), home ${user.entry?.home ?? 'not known'}`,
    baseUrl === undefined
      ? `starts Studio's own kernel gateway on port ${appPort}, in place of the image's entry point`
      : `starts ${started(image, launch)}${launch.from === 'app-image-config' ? ' (from the AppImageConfig)' : ''}`,
  ];
  if (baseUrl !== undefined) lines.push(`waits for an answer at http://0.0.0.0:${appPort}${baseUrl}`);
  if (image.kind === 'dockerfile')
    return { appType, lines: [...lines, baseLine(image), 'files are not known before the image is built'] };
  const kernels = kernelSpecs(image).map(({ name, spec }) =>
    spec?.display_name ? `${name} (${spec.display_name})` : name,
  );
  const packages = installedPackages(image).map(({ name, version }) => `${name} ${version}`);
  const size = image.layers.reduce((sum, layer) => sum + layer.size, 0);
  const { [baseDigestLabel]: digest, [baseNameLabel]: base } = image.config.labels;
  return {
    appType,
    lines: [
      ...lines,
      ...(base !== undefined && digest !== undefined ? [`was built on ${base}, ${digest}`] : []),
      `has kernels: ${kernels.join(', ') || 'none'}`,
      `has packages: ${[...new Set(packages)].join(', ') || 'none of those that Studio or studiolo use'}`,
      `is ${image.config.os ?? '?'}/${image.config.architecture ?? '?'}, ${(size / 1e9).toFixed(2)} GB in ${image.layers.length} layers`,
    ],
  };
}

function whoever({ name, unknown, written }: FinalUser, image: Image): string {
  if (name !== undefined) return name;
  if (unknown !== undefined) return written || 'a user that is not known';
  // The accounts of a base that was not read are not known either.
  const read = image.kind !== 'dockerfile' || image.baseKnown !== undefined;
  return read ? 'nobody in /etc/passwd' : 'a user whose name is not known';
}

function started(image: Image, { command, from }: Launch): string {
  if (image.kind === 'dockerfile' && from === 'image' && image.unknown.command !== undefined)
    return 'what its base starts, which is not known';
  return command.join(' ') || 'nothing';
}

/** What an image that is not built yet builds on, and how what that brings is known. */
const baseLine = ({ base, baseKnown }: PlannedImage) =>
  `builds on ${base.image}: ${baseKnown ?? 'not read, so that what it brings is not known'}`;
