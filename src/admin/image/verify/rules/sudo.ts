import { octal } from '../file-rights';
import { fileAt } from '../image-location';
import { rules } from '../image-rule';
import { findProgram } from '../launch';

/** sudo, which lifecycle configurations use. */
export const sudo = rules({
  reads: ['built', 'user', 'appType'],
  rules: {
    'sudo-missing': {
      severity: 'note',
      since: '0.1',
      title: 'there is no sudo',
      why: 'Lifecycle configurations that use it fail.',
      wrong: 'FROM python:3.12.7-slim',
      right:
        'FROM python:3.12.7-slim\nRUN apt-get update && apt-get install -y --no-install-recommends sudo && rm -rf /var/lib/apt/lists/*',
      accept: 'no lifecycle configuration needs it',
    },
    'sudo-no-setuid': {
      severity: 'warning',
      since: '0.1',
      title: 'sudo lacks its set-user-ID bit',
      why: 'sudo refuses to run.',
      wrong: 'RUN chmod 0755 /usr/bin/sudo',
      right: 'RUN chown root:root /usr/bin/sudo && chmod 4755 /usr/bin/sudo',
    },
    'sudoers-mode': {
      severity: 'warning',
      since: '0.1',
      title: 'sudo refuses its configuration because of its owner or mode',
      why: "sudo reads only what is root's and nobody else's to write, and refuses everybody otherwise.",
      wrong: 'COPY --chmod=0666 sagemaker-user /etc/sudoers.d/',
      right: 'COPY --chmod=0440 sagemaker-user /etc/sudoers.d/',
    },
  },
  check({ built, user, appType }) {
    if (user.uid === 0 || appType === 'KernelGateway') return [];
    const program = findProgram('sudo', built.config.env['PATH'], built.files);
    if (program.at !== 'file') {
      return [
        {
          code: 'sudo-missing',
          reason: 'there is no sudo; lifecycle configurations that use it fail',
          where: { in: 'config', member: 'Env' },
          remedy: 'install it if your lifecycle configurations need it',
          mend: [
            'RUN apt-get update && apt-get install -y --no-install-recommends sudo && rm -rf /var/lib/apt/lists/*',
          ],
        },
      ];
    }
    const { record, path } = program;
    if (record.uid !== 0 || (record.mode & 0o4000) === 0) {
      return [
        {
          code: 'sudo-no-setuid',
          reason: `${path} belongs to ${record.uid}:${record.gid} with mode ${octal(record.mode)}; without root's set-user-ID bit it refuses to run`,
          where: fileAt(path, record),
          remedy: 'give it back to root with mode 4755',
          mend: [`RUN chown root:root ${path} && chmod 4755 ${path}`],
        },
      ];
    }
    const files = [['/etc/sudoers', built.files.get('/etc/sudoers')] as const, ...built.files.below('/etc/sudoers.d')];
    const bad = files.find(([, file]) => file?.type === 'file' && (file.uid !== 0 || (file.mode & 0o022) !== 0));
    if (!bad?.[1]) return [];
    return [
      {
        code: 'sudoers-mode',
        reason: `${bad[0]} belongs to ${bad[1].uid}:${bad[1].gid} with mode ${octal(bad[1].mode)}; sudo refuses it unless it is root's and nobody else's to write`,
        where: fileAt(bad[0], bad[1]),
        remedy: "make it root's with mode 0440",
        mend: [`RUN chown root:root ${bad[0]} && chmod 0440 ${bad[0]}`],
      },
    ];
  },
});
