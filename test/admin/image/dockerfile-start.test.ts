import { fittingAppImageConfig } from '../../../src/admin/image/verify/fitting-app-image-config';
import { verify } from '../../../src/admin/image/verify/verify';
import { codesOf, options, planned } from './dockerfile-text';

const words = options.replaceAll(/[",]+/g, ' ');
const ada = (base = 'debian:12.5.0') => `FROM ${base}\nUSER root\nRUN useradd -m -u 1000 -g 100 ada\n`;
const codes = (start: string, files?: Record<string, string>, base?: string) =>
  codesOf(planned(`${ada(base)}COPY . /opt/app/\nUSER ada\nWORKDIR /opt/app\n${start}\n`, files));

describe('JupyterLab is found', () => {
  it.each([
    `CMD ["jupyter-lab",${options}]`,
    `CMD ["/opt/conda/bin/jupyter-lab",${options}]`,
    `CMD ["python","-m","jupyterlab",${options}]`,
    `CMD ["python3.12","-m","jupyter","lab",${options}]`,
    `CMD ["/opt/venv/bin/python3","-m","jupyter_server",${options}]`,
    `CMD python -m jupyterlab ${words}`,
    `CMD exec jupyter lab ${words}`,
    `CMD cd /opt && jupyter lab ${words}`,
    `CMD ["sh","-c","exec jupyter lab ${words}"]`,
    `CMD ["bash","-lc","source activate x && jupyter-lab ${words}"]`,
    `ENTRYPOINT ["tini","--"]\nCMD ["jupyter","lab",${options}]`,
    `ENTRYPOINT ["/usr/bin/tini","-g","--","jupyter","lab"]\nCMD [${options}]`,
    `ENTRYPOINT ["dumb-init","jupyter","lab",${options}]`,
    `ENTRYPOINT ["conda","run","--no-capture-output","-n","lab","jupyter","lab",${options}]`,
    `ENTRYPOINT ["micromamba","run","-n","base"]\nCMD ["jupyter","lab",${options}]`,
    `ENTRYPOINT ["uv","run","jupyter","lab",${options}]`,
    `ENTRYPOINT ["/init","jupyter","lab",${options}]`,
    `ENV PORT=8888\nCMD jupyter lab ${words.replace('8888', '$PORT')}`,
    `ENV JUPYTER_PORT=8888\nCMD ["jupyter","lab",${options.replace('"--port=8888",', '')}]`,
  ])('by %s', (start) => {
    expect(codes(start)).toEqual([]);
  });

  it.each([
    ['a script of a line', 'CMD ["./run.sh"]', `#!/bin/bash\nexec jupyter lab ${words}\n`],
    ['a script by a shell', 'CMD ["bash", "run.sh"]', `jupyter lab \\\n  ${words}\n`],
    ['an array', 'ENTRYPOINT ["/opt/app/run.sh"]', `#!/bin/bash\nargs=(${words})\nexec jupyter lab "\${args[@]}"\n`],
    [
      'its arguments',
      `ENTRYPOINT ["/opt/app/run.sh"]\nCMD ["jupyter","lab",${options}]`,
      '#!/bin/sh\nset -e\nexec "$@"\n',
    ],
    ['a variable', 'CMD ["/opt/app/run.sh"]', `#!/bin/sh\nOPTIONS="${words}"\njupyter lab $OPTIONS\n`],
    ['tini', 'ENTRYPOINT ["tini","--","/opt/app/run.sh"]', `#!/bin/sh\npython -m jupyterlab ${words}\n`],
  ])('in a script, by %s', (_how, start, text) => {
    expect(codes(start, { 'run.sh': text })).toEqual([]);
  });

  it('by supervisord and by s6, whose configuration is copied', () => {
    const supervisor = `[program:lab]\ncommand=jupyter lab ${words}\n`;
    const start = 'CMD ["supervisord","-n","-c","/opt/app/supervisord.conf"]';
    expect(codes(start, { 'supervisord.conf': supervisor })).toEqual([]);
    const service = { 'run.sh': `#!/command/with-contenv bash\nexec s6-setuidgid ada jupyter lab ${words}\n` };
    expect(codes('COPY run.sh /etc/services.d/lab/run\nENTRYPOINT ["/init"]', service)).toEqual([]);
  });
});

describe('its configuration is read', () => {
  const lines = [
    "c.ServerApp.ip = '0.0.0.0'",
    "c.ServerApp.base_url = '/jupyterlab/default'",
    "c.IdentityProvider.token = ''",
    "c.ServerApp.allow_origin = '*'",
  ];
  const file = '/etc/jupyter/jupyter_server_config.py';
  it.each([
    ['echo', lines.map((line) => `RUN echo "${line}" >> ${file}`).join('\n')],
    ['printf', `RUN printf '%s\\n' ${lines.map((line) => `"${line}"`).join(' ')} > ${file}`],
    ['a group of commands', `RUN { ${lines.map((line) => `echo "${line}"; `).join('')}} > ${file}`],
    ['tee', `RUN mkdir -p /etc/jupyter && echo "${lines.join('\\n')}" | tee ${file}`],
    [
      'its own file, after it is generated',
      `RUN jupyter lab --generate-config && echo "${lines.join('\\n')}" >> ~/.jupyter/jupyter_lab_config.py`,
    ],
    [
      'JSON',
      `RUN echo '{"ServerApp":{"ip":"0.0.0.0","base_url":"/jupyterlab/default","token":"","allow_origin":"*"}}' > /etc/jupyter/jupyter_server_config.json`,
    ],
  ])('where %s writes it', (_how, run) => {
    expect(codes(`USER root\n${run}\nUSER ada\nCMD ["jupyter-lab"]`)).toEqual([]);
  });

  it('where --config names it', () => {
    const files = { 'lab.py': lines.join('\n') };
    expect(codes('CMD ["jupyter-lab","--config=/opt/app/lab.py"]', files)).toEqual([]);
    expect(codes('CMD jupyter-lab --config /opt/app/lab.py', files)).toEqual([]);
    expect(codes('CMD ["jupyter-lab","--config=/srv/elsewhere.py"]')).toEqual(['server-not-known']);
  });

  it('and where a program changes it, it is not known', () => {
    expect(codes(`RUN sed -i s/x/y/ ${file}\nCMD ["jupyter-lab"]`)).toEqual(['server-not-known']);
  });

  it('and a wrong option of the command is wrong, whatever a base that was not read has', () => {
    const wrong = `CMD ["jupyter-lab","--port=8080","--ServerApp.base_url=/"]`;
    expect(codes(wrong, {}, 'registry.example.com/lab:1')).toEqual([
      'port-wrong',
      'base-url-wrong',
      'server-not-known',
    ]);
  });
});

it('what an AppImageConfig states of an image that is not known stays', () => {
  const stated = {
    AppImageConfigName: 'k',
    KernelGatewayImageConfig: {
      KernelSpecs: [{ Name: 'python3' }],
      FileSystemConfig: { MountPath: '/home/sagemaker-user', DefaultUid: 1000, DefaultGid: 100 },
    },
  };
  const image = planned('FROM registry.example.com/kernel:1.0.0');
  expect(fittingAppImageConfig(image, 'KernelGateway', stated)).toEqual(stated);
  expect(verify(image, ['KernelGateway'], stated).filter(({ severity }) => severity !== 'note')).toEqual([]);
});

it('a password is asked for as a token is', () => {
  const hashed = '"--ServerApp.password=argon2:x"';
  expect(codes(`CMD ["jupyter","lab",${options},${hashed}]`)).toEqual(['token-required']);
  expect(codes(`CMD ["jupyter","lab",${options},"--ServerApp.password="]`)).toEqual([]);
});

it('a script with Windows line ends does not start, until they are taken out', () => {
  const files = { 'run.sh': `#!/bin/bash\r\nexec jupyter lab ${words}\r\n` };
  expect(codes('CMD ["/opt/app/run.sh"]', files)).toEqual(['entrypoint-crlf']);
  expect(codes('RUN sed -i \'s/\\r$//\' run.sh\nCMD ["/opt/app/run.sh"]', files)).toEqual([]);
  expect(codes('RUN dos2unix /opt/app/run.sh\nCMD ["/opt/app/run.sh"]', files)).toEqual([]);
});

describe('what is started', () => {
  it('is a test and a command where the shell form begins with one', () => {
    expect(codes(`CMD [ "$DEBUG" ] && set -x; exec jupyter lab ${words}`)).toEqual([]);
    expect(codes("CMD [ 'jupyter', 'lab' ]")).toEqual(['entrypoint-no-server']);
  });

  it('by docker-stacks takes the options of NOTEBOOK_ARGS and of CMD', () => {
    const set = "--ServerApp.base_url=/jupyterlab/default --IdentityProvider.token=''";
    const stack = (lines: string) => codesOf(planned(`FROM quay.io/jupyter/scipy-notebook:2025-01-06\n${lines}\n`));
    expect(stack(`ENV NOTEBOOK_ARGS="${set} --ServerApp.allow_origin=*"`)).toEqual([]);
    expect(stack(`CMD start-notebook.py ${set} --ServerApp.allow_origin=*`)).toEqual([]);
    expect(stack('')).toEqual(['base-url-missing', 'token-required', 'origin-refused']);
  });

  it.each([
    ['a shell', 'CMD ["bash"]', ['entrypoint-no-server']],
    ['another server', 'CMD ["uvicorn","app:app","--port","8888"]', ['entrypoint-no-server']],
    ['tini alone', 'ENTRYPOINT ["tini","--"]\nCMD []', ['entrypoint-no-server']],
    ['nothing, on a base that serves nothing', '', ['entrypoint-none']],
    ['a program that was not read', 'CMD ["/opt/app/serve"]', ['start-not-known']],
    ['a program of Python', 'CMD ["python","serve.py"]', ['start-not-known']],
  ])('%s', (_what, start, expected) => {
    expect(codes(start)).toEqual(expected);
  });

  it('by a base that was not read is not known', () => {
    expect(codes('', {}, 'registry.example.com/lab:1')).toEqual(['start-not-known']);
    expect(codes('CMD ["bash"]', {}, 'registry.example.com/lab:1')).toEqual(['start-not-known']);
    expect(codes(`CMD ["jupyter","lab",${options}]`, {}, 'registry.example.com/lab:1')).toEqual([]);
  });

  it('for Code Editor is sagemaker-code-editor or a server like it', () => {
    const editor = (start: string) => codesOf(planned(`${ada()}USER ada\n${start}\n`), 'CodeEditor');
    const good =
      'sagemaker-code-editor --host 0.0.0.0 --port 8888 --without-connection-token --base-path /CodeEditor/default';
    expect(editor(`CMD eval "$(micromamba shell hook --shell=bash)"; micromamba activate base; ${good}`)).toEqual([]);
    expect(editor('CMD ["code-server","--bind-addr","0.0.0.0:8080","--auth","none"]')).toEqual(['port-wrong']);
  });
});
