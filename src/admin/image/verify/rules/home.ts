import { fileAt } from '../image-location';
import { type Found, rules } from '../image-rule';

const texts = {
  'home-elsewhere': {
    severity: 'warning',
    since: '0.1',
    title: 'the home folder is not where the volume is mounted',
    why: 'What is saved at home is lost with the app: only what is on the volume stays.',
    wrong: 'RUN useradd --home-dir /home/jovyan --uid 1000 --gid 100 jovyan',
    right: 'RUN useradd --home-dir /home/sagemaker-user --uid 1000 --gid 100 sagemaker-user',
  },
  'env-home': {
    severity: 'warning',
    since: '0.1',
    title: 'HOME is set to a folder that is not kept',
    why: 'What is saved at home is lost with the app: only what is on the volume stays.',
    wrong: 'ENV HOME=/root',
    right: 'ENV HOME=/home/sagemaker-user',
  },
  'workdir-outside-home': {
    severity: 'warning',
    since: '0.1',
    title: 'the working folder is not on the volume',
    why: 'Files that are made there are lost with the app.',
    wrong: 'WORKDIR /app',
    right: 'WORKDIR /home/sagemaker-user',
    accept: 'the server is started with a root folder of its own that is on the volume',
  },
} as const;

/** Where the home folder is, against where Studio mounts the volume. */
export const home = rules({
  reads: ['built', 'appType', 'user', 'homeMount'],
  rules: texts,
  check({ built: { config, files }, appType, user, homeMount: mount }) {
    const findings: Found<keyof typeof texts>[] = [];
    // Root's kernels keep /root: the user's folder is mounted beside it.
    if (user.uid === 0) return findings;
    const entry = user.entry;
    if (entry && entry.home !== mount) {
      findings.push({
        code: 'home-elsewhere',
        reason: `the home folder of ${entry.name} is ${entry.home || '(empty)'}, but the volume is mounted at ${mount}: what is saved at home is lost with the app`,
        where: fileAt('/etc/passwd', files.get('/etc/passwd')),
        remedy: `make ${mount} the home folder`,
        mend: [`RUN usermod --home ${mount} ${entry.name}`],
      });
    }
    const set = config.env['HOME'];
    if (set !== undefined && set !== mount) {
      findings.push({
        code: 'env-home',
        reason: `HOME is set to ${set || '(empty)'}, but the volume is mounted at ${mount}: what is saved at home is lost with the app`,
        where: { in: 'config', member: 'Env' },
        remedy: 'leave HOME alone, or set it to the mount path',
        mend: [`ENV HOME=${mount}`],
      });
    }
    const workdir = config.workingDir || '/';
    if (appType !== 'KernelGateway' && workdir !== mount && !workdir.startsWith(`${mount}/`)) {
      findings.push({
        code: 'workdir-outside-home',
        reason: `the working folder is ${workdir}; Studio documents a folder within ${mount}, and files made elsewhere are lost with the app`,
        where: { in: 'config', member: 'WorkingDir' },
        remedy: `work in ${mount}`,
        mend: [`WORKDIR ${mount}`],
      });
    }
    return findings;
  },
});
