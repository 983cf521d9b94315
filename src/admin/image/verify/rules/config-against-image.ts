import { contracts, homeMount } from '../app-type';
import { condaKernels, kernelSpecs } from '../kernel-spec';
import type { Rule } from '../rule';
import { studioVariables } from './environment';

/** The AppImageConfig against the image that it is meant for. */
export const configAgainstImage: Rule = ({ image, appType, appImageConfig, user }) => {
  if (!appImageConfig) return [];
  const { configMember, identities } = contracts[appType];
  const member = appImageConfig[configMember];
  if (!member) {
    return [
      {
        code: 'config-no-member',
        message: `the AppImageConfig has no ${configMember}, so the image cannot be used as a ${appType} app`,
        where: { in: 'app-image-config', member: configMember },
        remedy: `add ${configMember}`,
      },
    ];
  }
  const findings: ReturnType<Rule> = [];
  const at = (path: string) => ({ in: 'app-image-config', member: `${configMember}.${path}` }) as const;
  // Members that are left out take the model's defaults, and so are compared all the same.
  const { DefaultUid = 1000, DefaultGid = 100, MountPath = homeMount } = member.FileSystemConfig ?? {};
  if (!identities.some(({ uid, gid }) => uid === DefaultUid && gid === DefaultGid)) {
    findings.push({
      code: 'config-ids',
      message: `DefaultUid ${DefaultUid} with DefaultGid ${DefaultGid}; Studio documents ${identities.map(({ uid, gid }) => `${uid}/${gid}`).join(' or ')} for ${appType}`,
      where: at('FileSystemConfig'),
      remedy: 'take a documented pair, and build the image for it',
    });
  }
  if (user.uid !== undefined && user.uid !== DefaultUid) {
    findings.push({
      code: 'config-uid',
      message: `DefaultUid is ${DefaultUid}, but the image runs as UID ${user.uid}: files on the volume belong to somebody else`,
      where: at('FileSystemConfig.DefaultUid'),
      remedy: `set DefaultUid to ${user.uid}, or build the image with UID ${DefaultUid}`,
    });
  }
  if (user.gid !== undefined && user.gid !== DefaultGid) {
    findings.push({
      code: 'config-gid',
      message: `DefaultGid is ${DefaultGid}, but the image runs as GID ${user.gid}: files on the volume belong to another group`,
      where: at('FileSystemConfig.DefaultGid'),
      remedy: `set DefaultGid to ${user.gid}, or build the image with GID ${DefaultGid}`,
    });
  }
  const home = user.entry?.home;
  if (user.uid !== 0 && home !== undefined && home !== MountPath && MountPath !== homeMount) {
    findings.push({
      code: 'config-mount-path',
      message: `MountPath is ${MountPath}, but the user's home folder is ${home}`,
      where: at('FileSystemConfig.MountPath'),
      remedy: `set MountPath to ${home}`,
    });
  }
  const variables = 'ContainerConfig' in member ? (member.ContainerConfig?.ContainerEnvironmentVariables ?? {}) : {};
  for (const name of studioVariables.filter((known) => known in variables)) {
    findings.push({
      code: 'config-env-reserved',
      message: `${name} is set to "${variables[name]}"; Studio sets it itself`,
      where: at('ContainerConfig.ContainerEnvironmentVariables'),
      remedy: 'leave it out',
    });
  }
  if ('KernelSpecs' in member && image.kind === 'image') {
    findings.push(...kernelsNamed(member.KernelSpecs, kernelSpecs(image), condaKernels(image), at('KernelSpecs')));
  }
  return findings;
};

function kernelsNamed(
  named: { Name: string; DisplayName?: string | undefined }[],
  found: ReturnType<typeof kernelSpecs>,
  environments: string[],
  where: ReturnType<Rule>[number]['where'],
): ReturnType<Rule> {
  const findings: ReturnType<Rule> = named.flatMap(({ Name, DisplayName }): ReturnType<Rule> => {
    const kernel = found.find(({ name }) => name === Name);
    if (!kernel && environments.includes(Name)) return [];
    if (!kernel) {
      const names = [...found.map(({ name }) => name), ...environments].slice(0, 20);
      return [
        {
          code: 'config-kernel-missing',
          message: `kernel "${Name}" is not in the image, which has ${names.map((name) => `"${name}"`).join(', ') || 'none'}`,
          where,
          remedy: 'name a kernel by its folder, not by its display name',
        },
      ];
    }
    const label = kernel.spec?.display_name;
    if (DisplayName === undefined || label === undefined || DisplayName === label) return [];
    return [
      {
        code: 'config-kernel-label',
        message: `kernel "${Name}" is shown as "${DisplayName}"; its kernel.json says "${label}"`,
        where,
        remedy: 'use one name, so that people recognise it',
      },
    ];
  });
  if (named.length > 1) {
    findings.push({
      code: 'config-kernel-count',
      message: `${named.length} kernels are named; Studio's documentation says that only one is supported`,
      where,
      remedy: 'name one, and make another AppImageConfig for each other kernel',
    });
  }
  return findings;
}
