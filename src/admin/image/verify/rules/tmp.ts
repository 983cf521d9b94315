import { allowed, octal } from '../file-rights';
import { fileAt } from '../image-location';
import { rules } from '../image-rule';

export const tmp = rules({
  reads: ['built', 'user'],
  rules: {
    'tmp-missing': {
      severity: 'error',
      since: '0.1',
      title: 'there is no /tmp',
      why: 'Jupyter and most programs need a folder for what they keep for a moment.',
      wrong: 'RUN rm -r /tmp',
      right: 'RUN rm -r /tmp && install --directory --mode 1777 /tmp',
    },
    'tmp-mode': {
      severity: 'error',
      since: '0.1',
      title: 'the user cannot write to /tmp',
      why: 'Jupyter and most programs need a folder for what they keep for a moment.',
      wrong: 'RUN chmod 0755 /tmp',
      right: 'RUN chmod 1777 /tmp',
    },
  },
  check({ built: { files }, user }) {
    const found = files.resolve('/tmp');
    const mend = ['RUN install --directory --mode 1777 /tmp'];
    if (found.at !== 'file' || found.record.type !== 'directory') {
      return [
        {
          code: 'tmp-missing',
          reason: 'there is no /tmp',
          where: { in: 'image', file: '/tmp' },
          remedy: 'create it with mode 1777',
          mend,
        },
      ];
    }
    const { record } = found;
    if (user.uid === 0 || allowed(record, user, 0o3)) return [];
    return [
      {
        code: 'tmp-mode',
        reason: `/tmp belongs to ${record.uid}:${record.gid} with mode ${octal(record.mode)}; UID ${user.uid} cannot write there`,
        where: fileAt('/tmp', record),
        remedy: 'give it mode 1777',
        mend,
      },
    ];
  },
});
