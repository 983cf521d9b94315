import type { Defect } from './defect';
import { add, change, drop } from '../image-spec';
import { home, passwd, user } from './parts';

/** Who the container runs as, and that user's home folder. */
export const userDefects: Defect[] = [
  { name: 'no USER', code: 'user-is-root', break: (s) => delete s.config.config.User },
  { name: 'USER root', code: 'user-is-root', break: (s) => (s.config.config.User = 'root') },
  {
    name: 'user with UID 1001',
    code: 'user-uid',
    break: (s) => {
      change(s, 'etc/passwd', passwd(user.replace('1000', '1001')));
      change(s, home, { uid: 1001 });
    },
  },
  {
    name: 'user with GID 1000',
    code: 'user-gid',
    break: (s) => {
      change(s, 'etc/passwd', passwd(user.replace(':100:', ':1000:')));
      change(s, 'etc/group', { content: 'root:x:0:\nusers:x:100:\nsagemaker-user:x:1000:\n' });
      change(s, home, { gid: 1000 });
    },
    file: '/etc/passwd',
  },
  { name: 'USER by a wrong name', code: 'user-unknown', break: (s) => (s.config.config.User = 'jovyan') },
  { name: 'USER with an unknown group', code: 'group-unknown', break: (s) => (s.config.config.User = '1000:staff') },
  {
    name: 'no /etc/passwd',
    code: 'passwd-missing',
    break: (s) => (drop(s, 'etc/passwd'), (s.config.config.User = '1000:100')),
  },
  {
    name: 'a number without a user',
    code: 'passwd-no-entry',
    break: (s) => (change(s, 'etc/passwd', passwd('')), (s.config.config.User = '1000:100')),
  },
  {
    name: "the base image's user kept beside ours",
    code: 'passwd-ambiguous',
    break: (s) => (
      change(s, 'etc/passwd', passwd(`${user.replace('sagemaker-user', 'ubuntu')}\n${user}`)),
      (s.config.config.User = '1000')
    ),
  },
  {
    name: 'a passwd line with spaces for colons',
    code: 'passwd-malformed',
    break: (s) => change(s, 'etc/passwd', passwd(`${user}\nextra 1002 1002`)),
  },
  { name: 'no group 100', code: 'group-no-entry', break: (s) => change(s, 'etc/group', { content: 'root:x:0:\n' }) },
  {
    name: 'login shell zsh, not installed',
    code: 'shell-missing',
    break: (s) => change(s, 'etc/passwd', passwd(user.replace('bash', 'zsh'))),
  },
  {
    name: 'home at /home/jovyan',
    code: 'home-elsewhere',
    break: (s) => change(s, 'etc/passwd', passwd(user.replace('/home/sagemaker-user', '/home/jovyan'))),
  },
  { name: 'no home folder', code: 'home-missing', break: (s) => drop(s, 'home/sagemaker-user') },
  {
    name: "root's home folder",
    code: 'home-not-writable',
    break: (s) => change(s, home, { uid: 0, gid: 0 }),
    file: '/home/sagemaker-user',
  },
  {
    name: 'home folder without the right to write',
    code: 'home-not-writable',
    break: (s) => change(s, home, { mode: 0o555 }),
  },
  { name: 'home folder of another group', code: 'home-owner', break: (s) => change(s, home, { gid: 0 }) },
  { name: 'home folder open to all', code: 'home-mode-open', break: (s) => change(s, home, { mode: 0o777 }) },
  {
    name: 'notebooks copied into home',
    code: 'home-content-hidden',
    break: (s) => add(s, { name: `${home}welcome.ipynb`, content: '{}', uid: 1000, gid: 100 }),
    file: '/home/sagemaker-user/welcome.ipynb',
  },
  { name: 'HOME elsewhere', code: 'env-home', break: (s) => s.config.config.Env.push('HOME=/root') },
  { name: 'WORKDIR /app', code: 'workdir-outside-home', break: (s) => (s.config.config.WorkingDir = '/app') },
  {
    name: 'a passwd file with Windows line ends',
    code: 'shell-missing',
    break: (s) => change(s, 'etc/passwd', passwd(`${user}\r`)),
    file: '/etc/passwd',
  },
];
