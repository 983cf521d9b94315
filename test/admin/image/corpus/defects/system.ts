import type { Defect } from './defect';
import { add, change, drop } from '../image-spec';

/** Permissions, secrets, reserved places, platform and layers. */
export const systemDefects: Defect[] = [
  { name: 'no sudo', code: 'sudo-missing', break: (s) => drop(s, 'usr/bin/sudo') },
  {
    name: 'sudo after a chown',
    code: 'sudo-no-setuid',
    break: (s) => change(s, 'usr/bin/sudo', { mode: 0o755 }),
    file: '/usr/bin/sudo',
  },
  {
    name: "a sudoers file of the user's",
    code: 'sudoers-mode',
    break: (s) =>
      add(s, { name: 'etc/sudoers.d/user', content: 'sagemaker-user ALL=(ALL) NOPASSWD: ALL\n', mode: 0o664 }),
    file: '/etc/sudoers.d/user',
  },
  { name: 'no /tmp', code: 'tmp-missing', break: (s) => drop(s, 'tmp/') },
  { name: '/tmp with mode 755', code: 'tmp-mode', break: (s) => change(s, 'tmp/', { mode: 0o755 }) },
  {
    name: 'chmod -R 777 on the programs',
    code: 'world-writable',
    break: (s) => change(s, 'usr/local/bin/jupyter-lab', { mode: 0o777 }),
    file: '/usr/local/bin/jupyter-lab',
  },
  {
    name: 'a model in /opt/ml',
    code: 'reserved-path',
    break: (s) => add(s, { name: 'opt/ml/model.tar.gz', content: 'x' }),
  },
  {
    name: 'a region in the environment',
    code: 'env-reserved',
    break: (s) => s.config.config.Env.push('AWS_REGION=eu-west-1'),
  },
  {
    name: 'a key in the environment',
    code: 'secret-in-env',
    break: (s) => s.config.config.Env.push('AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'),
  },
  {
    name: 'a password in a build command',
    code: 'secret-in-env',
    break: (s) =>
      s.config.history.push({
        created_by: 'RUN pip install --index-url https://ci:hunter22@pypi.example.com/simple x',
        empty_layer: true,
      }),
  },
  {
    name: 'AWS credentials copied in',
    code: 'secret-in-file',
    break: (s) => add(s, { name: 'root/.aws/credentials', content: '[default]\n', mode: 0o600 }),
    file: '/root/.aws/credentials',
  },
  { name: 'an arm64 image', code: 'architecture', break: (s) => (s.config.architecture = 'arm64') },
  { name: 'a Windows image', code: 'operating-system', break: (s) => (s.config.os = 'windows') },
  {
    name: '130 layers',
    code: 'layer-count',
    break: (s) => {
      for (let n = 0; n < 130; n += 1) add(s, { name: `opt/n${n}`, content: '' });
    },
  },
  {
    name: 'a layer that climbs out',
    code: 'unsafe-entry',
    break: (s) => add(s, { name: '../../etc/cron.d/root', content: '* * * * * root id\n' }),
  },
  {
    name: 'a file of a UID that a host may have, and a container not',
    code: 'id-too-high',
    break: (s) => add(s, { name: 'opt/data/model.bin', content: 'x', uid: 2_000_000, gid: 100 }),
    file: '/opt/data/model.bin',
  },
  {
    name: 'a GID that does not even fit into a tar header, in a layer that hides it again',
    code: 'id-too-high',
    break: (s) => {
      add(s, { name: 'opt/data/model.bin', content: 'x', gid: 3_000_000_000 });
      add(s, { name: 'opt/.wh.data', content: '' });
    },
  },
];
