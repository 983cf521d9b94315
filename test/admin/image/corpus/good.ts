import type { ImageAppType } from '../../../../src/admin/image/verify/app-type';
import type { ImageSpec } from './image-spec';
import { add, change, drop, goodImage } from './image-spec';
import { linkedImages } from './linked';

/** Images as people rightly build them: none of these may draw an error or a warning. */
export interface GoodImage {
  name: string;
  appType: ImageAppType;
  spec: () => ImageSpec;
}

const good = (name: string, appType: ImageAppType, alter: (spec: ImageSpec) => void = () => undefined): GoodImage => ({
  name,
  appType,
  spec: () => {
    const spec = goodImage();
    alter(spec);
    return spec;
  },
});
const starts = (spec: ImageSpec, command: string[], ...entries: Parameters<typeof add>[1][]) => {
  if (entries.length > 0) add(spec, ...entries);
  spec.config.config.Entrypoint = command;
  delete spec.config.config.Cmd;
};
const script = (name: string, content: string) => ({ name, content, mode: 0o755 });

export const goodImages: GoodImage[] = [
  good('JupyterLab by ENTRYPOINT and CMD', 'JupyterLab'),
  good('USER by numbers', 'JupyterLab', (s) => (s.config.config.User = '1000:100')),
  good('USER by UID alone', 'JupyterLab', (s) => (s.config.config.User = '1000')),
  good("SageMaker Distribution's way: a script, supervisord, another script", 'JupyterLab', (s) =>
    starts(
      s,
      ['entrypoint-jupyter-server'],
      script(
        'usr/local/bin/entrypoint-jupyter-server',
        '#!/bin/bash\nexec supervisord -c /etc/supervisor/conf.d/supervisord.conf -n\n',
      ),
      {
        name: 'etc/supervisor/conf.d/supervisord.conf',
        content: '[program:jupyterlabserver]\ncommand=start-jupyter-server\n',
      },
      script(
        'usr/local/bin/start-jupyter-server',
        "#!/bin/bash\nif [ -n \"$SAGEMAKER_APP_TYPE_LOWERCASE\" ]; then\n  exec jupyter lab --ip 0.0.0.0 --port 8888 \\\n    --ServerApp.base_url=\"/$SAGEMAKER_APP_TYPE_LOWERCASE/default\" \\\n    --ServerApp.token='' \\\n    --ServerApp.allow_origin='*'\nelse\n  exec jupyter lab --ip 0.0.0.0 --port 8888 --ServerApp.token=''\nfi\n",
      ),
      { name: 'home/', mode: 0o777 },
      { name: 'var/log/sagemaker/', mode: 0o777 },
      { name: 'etc/xdg/sagemaker/', mode: 0o777 },
    ),
  ),
  good('options in jupyter_server_config.py', 'JupyterLab', (s) =>
    starts(s, ['/usr/bin/env', 'jupyter-lab'], {
      name: 'etc/jupyter/jupyter_server_config.py',
      content:
        "c.ServerApp.ip = '0.0.0.0'\nc.ServerApp.port = 8888\nc.ServerApp.base_url = '/jupyterlab/default'\nc.IdentityProvider.token = ''\nc.ServerApp.allow_origin = '*'\n",
    }),
  ),
  good('options in jupyter_server_config.json', 'JupyterLab', (s) =>
    starts(s, ['jupyter-lab'], {
      name: 'usr/local/etc/jupyter/jupyter_server_config.json',
      content: JSON.stringify({
        ServerApp: { ip: '0.0.0.0', port: 8888, base_url: '/jupyterlab/default/', allow_origin: '*' },
        IdentityProvider: { token: '' },
      }),
    }),
  ),
  good('the command in the AppImageConfig', 'JupyterLab', (s) => {
    s.appImageConfig = {
      AppImageConfigName: 'studio',
      JupyterLabAppImageConfig: {
        FileSystemConfig: { DefaultUid: 1000, DefaultGid: 100 },
        ContainerConfig: { ContainerEntrypoint: s.config.config.Entrypoint, ContainerArguments: s.config.config.Cmd },
      },
    };
    delete s.config.config.Entrypoint;
    s.config.config.Cmd = ['python3'];
  }),
  good('conda, with a kernel in an environment of its own', 'JupyterLab', (s) => {
    drop(s, 'usr/local/share/jupyter/kernels');
    add(
      s,
      { name: 'opt/conda/bin/python3.12', content: '\u007fELF', mode: 0o755 },
      { name: 'opt/conda/bin/python', target: 'python3.12' },
      { name: 'opt/conda/envs/ml/bin/python3.11', hardLink: 'opt/conda/bin/python3.12', mode: 0o755 },
      { name: 'opt/conda/envs/ml/bin/python', target: 'python3.11' },
      { name: 'opt/conda/envs/ml/lib/python3.11/site-packages/ipykernel_launcher.py', content: '' },
      { name: 'opt/conda/pkgs/x-1-0/share/jupyter/kernels/python3/kernel.json', content: '{}' },
      {
        name: 'opt/conda/share/jupyter/kernels/ml/kernel.json',
        content: JSON.stringify({
          argv: ['/opt/conda/envs/ml/bin/python', '-m', 'ipykernel_launcher', '-f', '{connection_file}'],
          display_name: 'Python (ml)',
        }),
      },
    );
  }),
  good("a virtual environment, whose python leads to the system's", 'JupyterLab', (s) => {
    drop(s, 'usr/local/lib/python3.12/site-packages/ipykernel_launcher.py');
    s.config.config.Env[0] = 'PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin';
    add(
      s,
      { name: 'opt/venv/bin/python', target: 'python3' },
      { name: 'opt/venv/bin/python3', target: '/usr/local/bin/python3' },
      { name: 'opt/venv/lib/python3.12/site-packages/ipykernel_launcher.py', content: '' },
    );
  }),
  good('R from Debian, found through /etc/alternatives', 'JupyterLab', (s) =>
    add(
      s,
      { name: 'usr/lib/R/bin/R', content: '#!/bin/bash\nexec R\n', mode: 0o755 },
      { name: 'usr/bin/R', target: '/etc/alternatives/R' },
      { name: 'etc/alternatives/R', target: '/usr/lib/R/bin/R' },
      {
        name: 'usr/local/share/jupyter/kernels/ir/kernel.json',
        content: JSON.stringify({
          argv: ['R', '--slave', '-e', 'IRkernel::main()', '--args', '{connection_file}'],
          display_name: 'R',
        }),
      },
    ),
  ),
  good('files replaced and removed by later layers', 'JupyterLab', (s) => {
    change(s, 'tmp/', { mode: 0o755 });
    add(
      s,
      { name: 'opt/ml/model', content: 'x' },
      { name: 'etc/sudoers.d/bad', content: 'x', mode: 0o666 },
      { name: 'root/.netrc', content: 'x' },
    );
    add(
      s,
      { name: 'tmp/', mode: 0o1777 },
      { name: 'opt/.wh.ml', content: '' },
      { name: 'etc/sudoers.d/.wh..wh..opq', content: '' },
      { name: 'root/.wh..netrc', content: '' },
    );
  }),
  good('Code Editor', 'CodeEditor', (s) =>
    starts(
      s,
      ['entrypoint-code-editor'],
      script(
        'usr/local/bin/entrypoint-code-editor',
        '#!/bin/bash\nexec sagemaker-code-editor --host 0.0.0.0 --port 8888 \\\n  --without-connection-token --server-base-path /codeeditor/default\n',
      ),
      script('usr/local/bin/sagemaker-code-editor', '#!/usr/bin/env node\n'),
    ),
  ),
  good('KernelGateway as root', 'KernelGateway', (s) => {
    s.config.config = { Env: s.config.config.Env };
    s.appImageConfig = {
      AppImageConfigName: 'classic',
      KernelGatewayImageConfig: {
        KernelSpecs: [{ Name: 'python3' }],
        FileSystemConfig: { MountPath: '/root', DefaultUid: 0, DefaultGid: 0 },
      },
    };
  }),
  good('KernelGateway as 1000/100', 'KernelGateway', (s) => {
    s.appImageConfig = {
      AppImageConfigName: 'classic',
      KernelGatewayImageConfig: { KernelSpecs: [{ Name: 'python3', DisplayName: 'Python 3' }] },
    };
  }),
  good('KernelGateway with the kernel of a conda environment', 'KernelGateway', (s) => {
    add(s, { name: 'opt/conda/envs/ml/bin/python3.11', content: 'x', mode: 0o755 });
    s.appImageConfig = {
      AppImageConfigName: 'classic',
      KernelGatewayImageConfig: { KernelSpecs: [{ Name: 'conda-env-ml-py', DisplayName: 'Python [conda env:ml]' }] },
    };
  }),
  ...linkedImages.map(({ name, link }) => good(name, 'JupyterLab', link)),
];
