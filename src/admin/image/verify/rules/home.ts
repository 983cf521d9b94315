import { homeMount } from '../app-type';
import type { ReadImage } from '../contents';
import type { Rule } from '../rule';
import { placeOf } from '../rule';

/** The home folder: where it is, whose it is, and what stands in it that the volume will hide. */
export const home: Rule<ReadImage> = ({ image: { config, files }, appType, appImageConfig, user }) => {
  const mount =
    (appType === 'KernelGateway' && appImageConfig?.KernelGatewayImageConfig?.FileSystemConfig?.MountPath) || homeMount;
  const findings: ReturnType<Rule> = [];
  // Root's kernels keep /root: the user's folder is mounted beside it.
  if (user.uid === 0) return findings;
  const entry = user.entry;
  if (entry && entry.home !== mount) {
    findings.push({
      code: 'home-elsewhere',
      message: `the home folder of ${entry.name} is ${entry.home || '(empty)'}, but the volume is mounted at ${mount}: what is saved at home is lost with the app`,
      where: placeOf('/etc/passwd', files.get('/etc/passwd')),
      remedy: `make ${mount} the home folder`,
      dockerfile: [`RUN usermod --home ${mount} ${entry.name}`],
    });
  }
  const set = config.env['HOME'];
  if (set !== undefined && set !== mount) {
    findings.push({
      code: 'env-home',
      message: `HOME is set to ${set || '(empty)'}, but the volume is mounted at ${mount}: what is saved at home is lost with the app`,
      where: { in: 'config', member: 'Env' },
      remedy: 'leave HOME alone, or set it to the mount path',
      dockerfile: [`ENV HOME=${mount}`],
    });
  }
  const workdir = config.workingDir || '/';
  if (appType !== 'KernelGateway' && workdir !== mount && !workdir.startsWith(`${mount}/`)) {
    findings.push({
      code: 'workdir-outside-home',
      message: `the working folder is ${workdir}; Studio documents a folder within ${mount}, and files made elsewhere are lost with the app`,
      where: { in: 'config', member: 'WorkingDir' },
      remedy: `work in ${mount}`,
      dockerfile: [`WORKDIR ${mount}`],
    });
  }
  // Whose the folder should be is not known while USER names nobody, which is found elsewhere.
  const known = user.uid !== undefined && user.gid !== undefined;
  return [...findings, ...(known ? folder(mount, files, user) : []), ...hidden(mount, files)];
};

function folder(
  mount: string,
  files: ReadImage['files'],
  { uid, gid }: { uid?: number; gid?: number },
): ReturnType<Rule> {
  const record = files.get(mount);
  const own = [`RUN install --directory --owner 1000 --group 100 --mode 0755 ${mount}`];
  if (record?.type !== 'directory') {
    return [
      {
        code: 'home-missing',
        message: `${mount} is not a folder of the image: outside Studio it has no home, and inside its owner depends on the mount`,
        where: placeOf(mount, record),
        remedy: "create it as the user's",
        dockerfile: own,
      },
    ];
  }
  const where = placeOf(mount, record);
  const octal = record.mode.toString(8).padStart(4, '0');
  const who = `${mount} belongs to ${record.uid}:${record.gid} with mode ${octal}`;
  const writable =
    record.uid === uid ? record.mode & 0o200 : record.gid === gid ? record.mode & 0o020 : record.mode & 0o002;
  if (!writable) {
    return [
      {
        code: 'home-not-writable',
        message: `${who}; UID ${uid} cannot write there, so Jupyter cannot make its runtime folder`,
        where,
        remedy: 'give it to the user',
        dockerfile: own,
      },
    ];
  }
  if (record.mode & 0o002) {
    return [
      {
        code: 'home-mode-open',
        message: `${who}: everybody can write there`,
        where,
        remedy: 'take the right away',
        dockerfile: own,
      },
    ];
  }
  if (record.uid !== uid || record.gid !== gid) {
    return [
      {
        code: 'home-owner',
        message: `${who}, not to ${uid}:${gid}`,
        where,
        remedy: 'give it to the user',
        dockerfile: own,
      },
    ];
  }
  return [];
}

/** Start-up files that useradd copies are in every home; anything else was put there on purpose. */
const ordinary =
  /^\/(\.bashrc|\.profile|\.bash_logout|\.bash_profile|\.zshrc|\.cache|\.config|\.local|\.wget-hsts)(\/|$)/;

function hidden(mount: string, files: ReadImage['files']): ReturnType<Rule> {
  const there = [...files.below(mount)].filter(([path, { type }]) => {
    const inside = path.slice(mount.length);
    return type !== 'directory' && !ordinary.test(inside) && !inside.includes('/kernels/');
  });
  const [first] = there;
  if (!first) return [];
  return [
    {
      code: 'home-content-hidden',
      message: `${first[0]}${there.length > 1 ? ` and ${there.length - 1} more` : ''}: the volume mounted at ${mount} hides files of the image there`,
      where: placeOf(first[0], first[1]),
      remedy: 'put them elsewhere, e.g. below /opt, and link or copy them when the app starts',
    },
  ];
}
