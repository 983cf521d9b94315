import { allowed, octal } from '../file-rights';
import { fileAt } from '../image-location';
import { type Found, rule, rules } from '../image-rule';

const texts = {
  'home-missing': {
    severity: 'warning',
    since: '0.1',
    title: 'the home folder is not in the image',
    why: 'Outside Studio the user has no home, and inside its owner depends on the mount.',
    wrong: 'RUN useradd --no-create-home --uid 1000 --gid 100 sagemaker-user',
    right: 'RUN useradd --create-home --uid 1000 --gid 100 sagemaker-user',
  },
  'home-not-writable': {
    severity: 'error',
    since: '0.1',
    title: 'the user cannot write to the home folder',
    why: 'Jupyter cannot make its runtime folder, and does not start.',
    wrong: 'USER root\nRUN mkdir --parents /home/sagemaker-user',
    right: 'RUN install --directory --owner 1000 --group 100 --mode 0755 /home/sagemaker-user',
  },
  'home-mode-open': {
    severity: 'warning',
    since: '0.1',
    title: 'everybody can write to the home folder',
    why: 'Any process of the container can change what the user runs at the next start, and sshd and others refuse such a folder.',
    wrong: 'RUN chmod 0777 /home/sagemaker-user',
    right: 'RUN chmod 0755 /home/sagemaker-user',
  },
  'home-owner': {
    severity: 'warning',
    since: '0.1',
    title: 'the home folder belongs to somebody else',
    why: 'The user can write there only by the rights of a group or of everybody.',
    wrong: 'RUN chown 0:100 /home/sagemaker-user && chmod 0775 /home/sagemaker-user',
    right: 'RUN chown 1000:100 /home/sagemaker-user',
  },
} as const;

/** The home folder itself: is it there, and whose is it? Not asked of root's kernels, nor while USER names nobody. */
export const homeFolder = rules({
  reads: ['built', 'user', 'homeMount'],
  rules: texts,
  check({ built: { files }, user: { uid, gid }, homeMount: mount }): Found<keyof typeof texts>[] {
    if (uid === undefined || gid === undefined || uid === 0) return [];
    const record = files.get(mount);
    const where = fileAt(mount, record);
    const mend = [`RUN install --directory --owner 1000 --group 100 --mode 0755 ${mount}`];
    if (record?.type !== 'directory') {
      return [
        {
          code: 'home-missing',
          reason: `${mount} is not a folder of the image: outside Studio it has no home, and inside its owner depends on the mount`,
          where,
          remedy: "create it as the user's",
          mend,
        },
      ];
    }
    const who = `${mount} belongs to ${record.uid}:${record.gid} with mode ${octal(record.mode)}`;
    if (!allowed(record, { uid, gid }, 0o2)) {
      return [
        {
          code: 'home-not-writable',
          reason: `${who}; UID ${uid} cannot write there, so Jupyter cannot make its runtime folder`,
          where,
          remedy: 'give it to the user',
          mend,
        },
      ];
    }
    if (record.mode & 0o002)
      return [
        {
          code: 'home-mode-open',
          reason: `${who}: everybody can write there`,
          where,
          remedy: 'take the right away',
          mend,
        },
      ];
    if (record.uid !== uid || record.gid !== gid)
      return [
        { code: 'home-owner', reason: `${who}, not to ${uid}:${gid}`, where, remedy: 'give it to the user', mend },
      ];
    return [];
  },
});

/** Start-up files that useradd copies are in every home; anything else was put there on purpose. */
const ordinary =
  /^\/(\.bashrc|\.profile|\.bash_logout|\.bash_profile|\.zshrc|\.cache|\.config|\.local|\.wget-hsts)(\/|$)/;

export const homeContent = rule({
  code: 'home-content-hidden',
  severity: 'note',
  since: '0.1',
  title: 'files in the home folder are hidden by the volume',
  why: 'The volume is mounted over the folder: nobody sees what the image has there.',
  wrong: 'COPY welcome.ipynb /home/sagemaker-user/',
  right: 'COPY welcome.ipynb /opt/acme/',
  accept: 'a start script copies them to the volume, or they are for use outside Studio',
  reads: ['built', 'user', 'homeMount'],
  check({ built: { files }, user, homeMount: mount }) {
    if (user.uid === 0) return [];
    const there = [...files.below(mount)].filter(([path, { type }]) => {
      const inside = path.slice(mount.length);
      return type !== 'directory' && !ordinary.test(inside) && !inside.includes('/kernels/');
    });
    const [first] = there;
    if (!first) return [];
    return [
      {
        reason: `${first[0]}${there.length > 1 ? ` and ${there.length - 1} more` : ''}: the volume mounted at ${mount} hides files of the image there`,
        where: fileAt(first[0], first[1]),
        remedy: 'put them elsewhere, e.g. below /opt, and link or copy them when the app starts',
      },
    ];
  },
});
