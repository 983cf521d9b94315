import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runCommand } from 'citty';
import type { ExitCode } from '../../src/cli/image-terminal';
import { imageVerify } from '../../src/cli/image-verify';
import { pullImage } from '../../src/image/registry/pull';
import { goodImage, add, change } from './corpus/image-spec';
import { ociFiles, writeDockerArchive, writeOciLayout } from './corpus/write-image';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...rawArgs: string[]) {
  let code: ExitCode | undefined;
  let out = '';
  let complaints = '';
  const terminal = {
    print: (text: string) => (out += text),
    complain: (text: string) => (complaints += `${text}\n`),
    colour: rawArgs.includes('--colour'),
    exitWith: (given: ExitCode) => (code = given),
    environment: {},
  };
  const args = rawArgs.filter((argument) => argument !== '--colour');
  const verify = imageVerify(
    terminal,
    (reference, limits) => pullImage(reference, () => Promise.resolve(undefined), limits),
    '0.1.0',
  );
  await runCommand(verify, { rawArgs: args });
  return { code, out, complaints };
}

const rootImage = () => {
  const spec = goodImage();
  delete spec.config.config.User;
  return spec;
};
const file = (name: string, value: unknown) => {
  const at = path.join(folder, name);
  writeFileSync(at, typeof value === 'string' ? value : JSON.stringify(value));
  return at;
};

describe('studiolo image verify', () => {
  it('tells what Studio will do with a good image, and ends with 0', async () => {
    const archive = await writeDockerArchive(path.join(folder, 'good.tar'), goodImage());
    const { code, out } = await run(archive);
    expect(code).toBe(0);
    expect(out).toContain('runs as sagemaker-user (1000:100), home /home/sagemaker-user');
    expect(out).toContain('http://0.0.0.0:8888/jupyterlab/default');
    expect(out).toContain('python3 (Python 3)');
    expect(out).toMatch(/studiolo 0\.1\.0/);
    expect(out).toContain('no errors, no warnings, no notes');
  });

  it('names code, reason, place and remedy of each finding, and ends with 1', async () => {
    const spec = goodImage();
    change(spec, 'home/sagemaker-user/', { uid: 0, gid: 0 });
    const layout = await writeOciLayout(path.join(folder, 'layout'), spec);
    const { code, out } = await run(`oci:${layout}`);
    expect(code).toBe(1);
    expect(out).toContain('error home-not-writable (JupyterLab): /home/sagemaker-user belongs to 0:0 with mode 0755');
    expect(out).toMatch(/where: \/home\/sagemaker-user in layer 2 sha256:\w+ \(RUN useradd sagemaker-user\)/);
    expect(out).toContain('RUN install --directory --owner 1000 --group 100');
    expect(out).not.toContain('\u001b');
  });

  it('is coloured for a terminal only, and lets no control character of the image through', async () => {
    const spec = rootImage();
    add(spec, { name: '../\u001b]0;owned\u0007', content: '' });
    const archive = await writeDockerArchive(path.join(folder, 'colour.tar'), spec);
    const { out } = await run(archive, '--colour');
    expect(out).toContain('\u001b[31merror\u001b[0m user-is-root');
    expect(out).not.toContain('\u001b]');
    expect(out).not.toContain('\u0007');
  });

  it('writes JSON for programs', async () => {
    const archive = await writeDockerArchive(path.join(folder, 'root.tar'), rootImage());
    const { code, out } = await run(archive, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      errors: 1,
      findings: [{ code: 'user-is-root', severity: 'error', appTypes: ['JupyterLab'], where: { in: 'config' } }],
    });
  });

  it('writes SARIF with a rule for each result', async () => {
    const dockerfile = file('Dockerfile', 'FROM python:3\nUSER root\nENTRYPOINT ["jupyter-lab"]\n');
    const { code, out } = await run(dockerfile, '--sarif');
    expect(code).toBe(1);
    const { runs } = JSON.parse(out) as {
      runs: [
        {
          tool: { driver: { rules: { id: string }[] } };
          results: { ruleId: string; ruleIndex: number; locations: [{ physicalLocation: object }] }[];
        },
      ];
    };
    const { results, tool } = runs[0];
    expect(results.map(({ ruleId }) => ruleId)).toContain('user-is-root');
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(results[0]?.locations[0].physicalLocation).toMatchObject({ region: { startLine: 2 } });
  });

  it('judges by the app type that is asked for', async () => {
    const archive = await writeDockerArchive(path.join(folder, 'gateway.tar'), rootImage());
    expect((await run(archive, '--app-type', 'KernelGateway')).code).toBe(0);
    expect((await run(archive, '--app-type', 'JupyterLab')).code).toBe(1);
    expect((await run(archive, '--app-type', 'CodeEditor')).out).toContain('code-editor-missing');
  });

  it('takes the app types from the AppImageConfig', async () => {
    const archive = await writeDockerArchive(path.join(folder, 'config.tar'), goodImage());
    const config = file('gateway.json', {
      AppImageConfigName: 'a',
      KernelGatewayImageConfig: { KernelSpecs: [{ Name: 'Python 3' }] },
    });
    const { code, out } = await run(archive, '--app-image-config', config);
    expect(code).toBe(1);
    expect(out).toContain(
      'config-kernel-missing (KernelGateway): kernel "Python 3" is not in the image, which has "python3"',
    );
  });

  it('--fix writes the AppImageConfig that fits, and it then does', async () => {
    const archive = await writeDockerArchive(path.join(folder, 'fix.tar'), goodImage());
    const config = file('fix.json', {
      AppImageConfigName: 'team',
      KernelGatewayImageConfig: {
        KernelSpecs: [{ Name: 'Python 3' }, { Name: 'other' }],
        FileSystemConfig: { MountPath: '/root', DefaultUid: 0, DefaultGid: 0 },
      },
      JupyterLabAppImageConfig: {
        FileSystemConfig: { MountPath: '/data' },
        ContainerConfig: {
          ContainerEntrypoint: ['/nowhere'],
          ContainerEnvironmentVariables: { AWS_REGION: 'x', TEAM: 'y' },
        },
      },
    });
    expect((await run(archive, '--app-image-config', config, '--fix')).code).toBe(1);
    expect(JSON.parse(readFileSync(config, 'utf8'))).toEqual({
      AppImageConfigName: 'team',
      KernelGatewayImageConfig: {
        KernelSpecs: [{ Name: 'python3', DisplayName: 'Python 3' }],
        FileSystemConfig: { MountPath: '/home/sagemaker-user', DefaultUid: 1000, DefaultGid: 100 },
      },
      JupyterLabAppImageConfig: {
        FileSystemConfig: { MountPath: '/home/sagemaker-user', DefaultUid: 1000, DefaultGid: 100 },
        ContainerConfig: { ContainerEnvironmentVariables: { TEAM: 'y' } },
      },
    });
    const second = await run(archive, '--app-image-config', config, '--fix');
    expect(second.code).toBe(0);
    expect(second.complaints).toContain('fits already');
  });

  it('--fix proposes the lines that a Dockerfile lacks', async () => {
    const dockerfile = file('Dockerfile', 'FROM python:3.12.7\nENTRYPOINT ["jupyter-lab"]\n');
    const { complaints } = await run(dockerfile, '--fix');
    expect(complaints).toContain('  USER 1000:100');
  });

  it.each([
    [['--json', '--sarif'], 'exclude each other'],
    [['--app-type', 'Notebook'], '"Notebook"'],
  ])('ends with 2 when called with %j', async (more, message) => {
    const { code, complaints } = await run(path.join(folder, 'x.tar'), ...more);
    expect(code).toBe(2);
    expect(complaints).toContain(message);
  });

  it('ends with 3 when it cannot read what it is given', async () => {
    expect(await run(path.join(folder, 'missing'))).toMatchObject({
      code: 3,
      complaints: expect.stringContaining('no such file'),
    });
    expect((await run(file('empty.tar', ''))).code).toBe(3);
    expect((await run(mkdtempSync(path.join(folder, 'none-')))).complaints).toContain(
      'neither an oci-layout nor a Dockerfile',
    );
    const archive = await writeDockerArchive(path.join(folder, 'ok.tar'), goodImage());
    expect(await run(archive, '--app-image-config', file('bad.json', { AppImageConfigName: 'a b' }))).toMatchObject({
      code: 3,
      complaints: expect.stringContaining('CreateAppImageConfig would refuse it'),
    });
    expect((await run('127.0.0.1:9/studio:1')).complaints).toContain('the registry did not answer');
  });

  it('reads an OCI layout whose blobs are all there and no more', async () => {
    expect([...(await ociFiles(goodImage())).keys()]).toHaveLength(2 + 1 + 1 + 3);
  });
});
