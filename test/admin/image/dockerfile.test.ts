import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readDockerfile } from '../../../src/admin/image/reading/dockerfile';
import { Unreadable } from '../../../src/admin/image/unreadable';
import { verify } from '../../../src/admin/image/verify/verify';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-dockerfile-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (text: string) => {
  const file = path.join(folder, 'Dockerfile');
  writeFileSync(file, text);
  return readDockerfile(file);
};
/** A note says only that a version is no digest, which is tried by itself. */
const codes = async (text: string) =>
  verify(await read(text), ['JupyterLab'])
    .filter(({ severity }) => severity !== 'note')
    .map(({ code, where }) => [code, where]);
const digest = `@sha256:${'0'.repeat(64)}`;
const serve = `ENTRYPOINT ["jupyter-lab", "--ServerApp.ip=0.0.0.0", "--ServerApp.port=8888", "--ServerApp.base_url=/jupyterlab/default", "--ServerApp.token=''", "--ServerApp.allow_origin='*'"]`;

describe('a Dockerfile', () => {
  it('that ends as 1000:100 on a pinned base is fine', async () => {
    expect(
      await codes(`
ARG BASE=python:3.12-slim${digest}
FROM \${BASE}
ARG NB_UID=1000
ARG NB_GID=100
RUN useradd --create-home \\
    # the group that Studio expects
    --uid \${NB_UID} --gid "\${NB_GID}" sagemaker-user && \\
    pip install jupyterlab
USER $NB_UID:$NB_GID
${serve}
`),
    ).toEqual([]);
  });

  it('on SageMaker Distribution knows its user and its entry points', async () => {
    const base = `FROM public.ecr.aws/sagemaker/sagemaker-distribution:4.4.1-cpu\n`;
    const end = 'ENTRYPOINT ["entrypoint-jupyter-server"]\n';
    expect(await codes(`${base}USER root\nRUN apt-get update\nUSER $MAMBA_USER\n${end}`)).toEqual([]);
    expect(await codes(`${base}USER root\nRUN apt-get update\n${end}`)).toEqual([
      ['user-is-root', { in: 'dockerfile', line: 2 }],
    ]);
    expect(await codes(`${base}`)).toEqual([['entrypoint-none', { in: 'dockerfile', line: 1 }]]);
  });

  it.each([
    ['user-uid', 6, 'RUN useradd -u 1001 -g 100 me\nUSER me'],
    ['user-gid', 6, 'RUN adduser --uid 1000 --gid 1000 me\nUSER me'],
    ['user-gid', 6, 'RUN groupadd -g 500 staff; useradd -u 1000 -g staff me\nUSER me'],
    ['user-is-root', 6, 'RUN useradd -u 1000 -g 100 me\nUSER root'],
    ['user-unknown', 6, 'RUN useradd -u 1000 -g 100 me\nUSER you'],
    ['env-reserved', 5, 'ENV AWS_REGION eu-west-1\nUSER 1000:100'],
    ['secret-in-env', 5, 'ENV A=b API_TOKEN="abcdef"\nUSER 1000:100'],
  ])('%s is found, at line %i', async (code, line, lines) => {
    const text = `# syntax=docker/dockerfile:1\n# a comment\n\nFROM python:3.12.7${digest}\n${lines}\n${serve}\n`;
    expect(await codes(text)).toEqual([[code, expect.objectContaining({ in: 'dockerfile', line })]]);
  });

  it.each(['python', 'python:3', 'python:3.12-slim', 'python:latest', 'registry.example.com:5000/python'])(
    'base %s may change',
    async (base) => {
      expect(await codes(`FROM ${base}\nUSER 1000:100\n${serve}`)).toEqual([
        ['base-unpinned', { in: 'dockerfile', line: 1 }],
      ]);
    },
  );

  it('whose base is named by a full version is told that a digest would hold it', async () => {
    const [note, ...others] = verify(await read(`FROM python:3.12.7\nUSER 1000:100\n${serve}`), ['JupyterLab']);
    expect(note).toMatchObject({ code: 'base-by-version', severity: 'note', where: { in: 'dockerfile', line: 1 } });
    expect(others).toEqual([]);
  });

  it('is read with the arguments that the build is given, and knows which of them is the base', async () => {
    const file = path.join(folder, 'Dockerfile');
    writeFileSync(file, `ARG BASE=python:3\nARG TAG=1\nFROM \${BASE}\nARG WHO=ada\nUSER $WHO\n`);
    const image = await readDockerfile(file, { BASE: `python${digest}`, WHO: '1000:100' });
    expect(image.base).toEqual({ image: `python${digest}`, line: 3, argument: 'BASE' });
    expect(image.config.user).toBe('1000:100');
    writeFileSync(file, 'ARG TAG=1\nFROM python:$TAG\n');
    expect((await readDockerfile(file)).base).toEqual({ image: 'python:1', line: 2 });
  });

  it('of several stages is judged by its last', async () => {
    const text = `FROM python${digest} AS build\nUSER root\nFROM scratch AS other\nFROM build\nUSER 1000:100\n${serve}`;
    expect(await codes(text)).toEqual([]);
    expect((await read(text)).base).toMatchObject({ line: 1 });
  });

  it('that starts a server wrongly is told how', async () => {
    const wrong = `FROM python${digest}\nUSER 1000:100\nCMD ["jupyter", "lab", "--port", "8080"]`;
    expect((await codes(wrong)).map(([code]) => code)).toEqual([
      'port-wrong',
      'base-url-missing',
      'address-loopback',
      'token-required',
      'origin-refused',
    ]);
  });

  it('that copies a Jupyter configuration is judged with it', async () => {
    const text = `FROM python${digest}\nUSER 1000:100\nCOPY jupyter_server_config.py /etc/jupyter/\nENTRYPOINT ["jupyter-lab"]`;
    const options = [
      'ip = "0.0.0.0"',
      'port = 8888',
      'base_url = "/jupyterlab/default"',
      'token = ""',
      'allow_origin = "*"',
    ];
    const configuration = path.join(folder, 'jupyter_server_config.py');
    writeFileSync(configuration, options.map((option) => `c.ServerApp.${option}\n`).join(''));
    expect(await codes(text)).toEqual([]);
    writeFileSync(configuration, 'c.ServerApp.port = 9999\n');
    expect((await codes(text)).map(([code]) => code)).toContain('port-wrong');
  });

  it('without FROM is refused', async () => {
    await expect(read('RUN true\n')).rejects.toBeInstanceOf(Unreadable);
  });
});
