import { contracts, homeMount } from '../app-type';
import { type Found, rule, rules } from '../image-rule';
import { studioVariables } from '../studio-variables';

export const configMember = rule({
  code: 'config-no-member',
  severity: 'error',
  since: '0.1',
  title: 'the AppImageConfig says nothing for this app type',
  why: 'Studio does not offer the image for apps of this type.',
  wrong: '{ "AppImageConfigName": "lab", "CodeEditorAppImageConfig": {} }',
  right: '{ "AppImageConfigName": "lab", "JupyterLabAppImageConfig": {} }',
  reads: ['appType', 'appImageConfig'],
  check({ appType, appImageConfig }) {
    const { configMember: member } = contracts[appType];
    if (appImageConfig[member]) return [];
    return [
      {
        reason: `the AppImageConfig has no ${member}, so the image cannot be used as a ${appType} app`,
        where: { in: 'app-image-config', member },
        remedy: `add ${member}`,
      },
    ];
  },
});

const fileSystem = (members: string) =>
  `{ "AppImageConfigName": "lab", "JupyterLabAppImageConfig": { "FileSystemConfig": { ${members} } } }`;
const texts = {
  'config-ids': {
    severity: 'error',
    since: '0.1',
    title: 'the AppImageConfig has a UID and GID that Studio does not support',
    why: 'The volume is mounted for a user that no app runs as.',
    wrong: fileSystem('"DefaultUid": 0, "DefaultGid": 0'),
    right: fileSystem('"DefaultUid": 1000, "DefaultGid": 100'),
  },
  'config-uid': {
    severity: 'error',
    since: '0.1',
    title: "the AppImageConfig's UID is not the image's",
    why: 'Files on the volume belong to somebody else than who runs the app.',
    wrong: fileSystem('"DefaultUid": 1001'),
    right: fileSystem('"DefaultUid": 1000'),
  },
  'config-gid': {
    severity: 'error',
    since: '0.1',
    title: "the AppImageConfig's GID is not the image's",
    why: "Files on the volume belong to another group than the app's.",
    wrong: fileSystem('"DefaultGid": 1000'),
    right: fileSystem('"DefaultGid": 100'),
  },
  'config-mount-path': {
    severity: 'error',
    since: '0.1',
    title: "the AppImageConfig mounts the home folder elsewhere than the image's user has it",
    why: 'What is saved at home is not on the volume, and is lost with the app.',
    wrong: fileSystem('"MountPath": "/home/jovyan"'),
    right: fileSystem('"MountPath": "/home/sagemaker-user"'),
  },
} as const;

/** The user and the home folder that the AppImageConfig states, against those of the image. */
export const configIdentity = rules({
  reads: ['appType', 'appImageConfig', 'user'],
  rules: texts,
  check({ appType, appImageConfig, user }) {
    const { configMember: name, identities } = contracts[appType];
    const member = appImageConfig[name];
    const findings: Found<keyof typeof texts>[] = [];
    if (!member) return findings;
    const at = (path: string) => ({ in: 'app-image-config', member: `${name}.${path}` }) as const;
    // Members that are left out take the model's defaults, and so are compared all the same.
    const { DefaultUid = 1000, DefaultGid = 100, MountPath = homeMount } = member.FileSystemConfig ?? {};
    if (!identities.some(({ uid, gid }) => uid === DefaultUid && gid === DefaultGid)) {
      findings.push({
        code: 'config-ids',
        reason: `DefaultUid ${DefaultUid} with DefaultGid ${DefaultGid}; Studio documents ${identities.map(({ uid, gid }) => `${uid}/${gid}`).join(' or ')} for ${appType}`,
        where: at('FileSystemConfig'),
        remedy: 'take a documented pair, and build the image for it',
      });
    }
    if (user.uid !== undefined && user.uid !== DefaultUid) {
      findings.push({
        code: 'config-uid',
        reason: `DefaultUid is ${DefaultUid}, but the image runs as UID ${user.uid}: files on the volume belong to somebody else`,
        where: at('FileSystemConfig.DefaultUid'),
        remedy: `set DefaultUid to ${user.uid}, or build the image with UID ${DefaultUid}`,
      });
    }
    if (user.gid !== undefined && user.gid !== DefaultGid) {
      findings.push({
        code: 'config-gid',
        reason: `DefaultGid is ${DefaultGid}, but the image runs as GID ${user.gid}: files on the volume belong to another group`,
        where: at('FileSystemConfig.DefaultGid'),
        remedy: `set DefaultGid to ${user.gid}, or build the image with GID ${DefaultGid}`,
      });
    }
    const home = user.entry?.home;
    if (user.uid !== 0 && home !== undefined && home !== MountPath && MountPath !== homeMount) {
      findings.push({
        code: 'config-mount-path',
        reason: `MountPath is ${MountPath}, but the user's home folder is ${home}`,
        where: at('FileSystemConfig.MountPath'),
        remedy: `set MountPath to ${home}`,
      });
    }
    return findings;
  },
});

const variables = (text: string) =>
  `{ "AppImageConfigName": "lab", "JupyterLabAppImageConfig": { "ContainerConfig": { "ContainerEnvironmentVariables": { ${text} } } } }`;

export const configVariables = rule({
  code: 'config-env-reserved',
  severity: 'warning',
  since: '0.1',
  title: 'the AppImageConfig sets a variable that Studio overrides',
  why: 'What it sets is never seen in an app.',
  wrong: variables('"AWS_REGION": "eu-west-1"'),
  right: variables('"ACME_REGION": "eu-west-1"'),
  reads: ['appType', 'appImageConfig'],
  check({ appType, appImageConfig }) {
    const { configMember: name } = contracts[appType];
    const member = appImageConfig[name];
    const set =
      member && 'ContainerConfig' in member ? (member.ContainerConfig?.ContainerEnvironmentVariables ?? {}) : {};
    return studioVariables
      .filter((variable) => variable in set)
      .map((variable) => ({
        reason: `${variable} is set to "${set[variable]}"; Studio sets it itself`,
        where: { in: 'app-image-config', member: `${name}.ContainerConfig.ContainerEnvironmentVariables` },
        remedy: 'leave it out',
      }));
  },
});
