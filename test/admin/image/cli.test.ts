import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readArchive } from '../../../src/admin/image/reading/archive';
import { defaultLimits } from '../../../src/admin/image/reading/limits';
import { humanReport } from '../../../src/admin/findings/report/human';
import { imageReport } from '../../../src/admin/image/image-report';
import { assess } from '../../../src/admin/image/verify/verify';
import { goodImage, add, change } from './corpus/image-spec';
import { ociFiles, writeDockerArchive, writeOciLayout } from './corpus/write-image';

// Each test runs programs, which take their time on a busy machine.
jest.setTimeout(60_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the built program, as a user does. */
function run(...words: string[]) {
  const program = process.env['STUDIOLO_CLI'];
  if (!program) throw new Error('STUDIOLO_CLI is not set; run npm test -- image');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'image', 'verify', ...words], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, complaints: stderr };
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
    const { code, out } = run(archive);
    expect(code).toBe(0);
    expect(out).toContain('runs as sagemaker-user (1000:100), home /home/sagemaker-user');
    expect(out).toContain('http://0.0.0.0:8888/jupyterlab/default');
    expect(out).toContain('python3 (Python 3)');
    expect(out).toMatch(/studiolo 0\.1\.0/);
    expect(out).toContain('no errors, no warnings, no notes');
  });

  it('names code, reason, place and remedy of each finding, and ends with 3', async () => {
    const spec = goodImage();
    change(spec, 'home/sagemaker-user/', { uid: 0, gid: 0 });
    const layout = await writeOciLayout(path.join(folder, 'layout'), spec);
    const { code, out } = run(`oci:${layout}`);
    expect(code).toBe(3);
    expect(out).toContain('error home-not-writable (JupyterLab): /home/sagemaker-user belongs to 0:0 with mode 0755');
    expect(out).toMatch(/where: \/home\/sagemaker-user in layer 2 sha256:\w+ \(RUN useradd sagemaker-user\)/);
    expect(out).toContain('RUN install --directory --owner 1000 --group 100');
    expect(out).not.toContain('\u001b');
  });

  it('is coloured for a terminal only, and lets no control character of the image through', async () => {
    const spec = rootImage();
    add(spec, { name: '../\u001b]0;owned\u0007', content: '' });
    const archive = await writeDockerArchive(path.join(folder, 'colour.tar'), spec);
    expect(run(archive).out).not.toMatch(/[\u001b\u0007]/);
    const image = await readArchive(archive, defaultLimits);
    const coloured = humanReport(imageReport(archive, image, assess(image, ['JupyterLab'])), { colour: true });
    expect(coloured).toContain('\u001b[31merror\u001b[0m user-is-root');
    expect(coloured).toContain('owned');
    expect(coloured).not.toMatch(/\u001b\]|\u0007/);
  });

  it('takes the AppImageConfig beside a Dockerfile', () => {
    const { code, out } = run(path.resolve(__dirname, '../../../images/kernel-gateway'));
    expect(code).toBe(0);
    expect(out).toContain('As a KernelGateway app');
  });

  it('takes what DescribeAppImageConfig tells, and writes what CreateAppImageConfig takes', async () => {
    const archive = await writeDockerArchive(path.join(folder, 'described.tar'), goodImage());
    const described = {
      AppImageConfigArn: 'arn:aws:sagemaker:eu-west-1:123456789012:app-image-config/lab',
      AppImageConfigName: 'lab',
      CreationTime: '2026-10-01T08:00:00.000000+00:00',
      LastModifiedTime: 1790000000.5,
      JupyterLabAppImageConfig: { FileSystemConfig: { DefaultUid: 1001, DefaultGid: 100 } },
      CodeEditorAppImageConfig: null,
      ResponseMetadata: { HTTPStatusCode: 200 },
    };
    const config = file('described.json', described);
    expect(run(archive, '--app-image-config', config).out).toContain('config-uid');
    expect(run(archive, '--app-image-config', config, '--fix').complaints).toContain('as the image needs it');
    const { AppImageConfigName, JupyterLabAppImageConfig, ...others } = JSON.parse(
      readFileSync(config, 'utf8'),
    ) as Record<string, unknown>;
    expect([AppImageConfigName, JupyterLabAppImageConfig, others]).toEqual([
      'lab',
      { FileSystemConfig: { MountPath: '/home/sagemaker-user', DefaultUid: 1000, DefaultGid: 100 } },
      {},
    ]);
  });

  it.each([
    ['UTF-8', '\ufeff{}'],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le')],
  ])('names the byte order mark of an AppImageConfig in %s', async (encoding, content) => {
    const archive = await writeDockerArchive(path.join(folder, 'mark.tar'), goodImage());
    const config = path.join(folder, 'mark.json');
    writeFileSync(config, content);
    const { code, complaints } = run(archive, '--app-image-config', config);
    expect(code).toBe(1);
    expect(complaints).toContain(`byte order mark (${encoding})`);
  });

  it('knows of a base what it is given, and says how to give it', async () => {
    const dockerfile = file(
      'Dockerfile',
      'FROM registry.example.com/lab@sha256:' + '0'.repeat(64) + '\nRUN pip install pandas\n',
    );
    const without = run(dockerfile);
    expect(without.code).toBe(0);
    expect(without.out).toMatch(/note user-not-known .*registry\.example\.com\/lab@sha256:0+ was not read/);
    expect(without.out).toContain('note start-not-known');
    expect(without.out).toContain('give the base with --base: oci:FOLDER, docker-archive:FILE');
    const archive = await writeDockerArchive(path.join(folder, 'base.tar'), goodImage());
    const layout = await writeOciLayout(path.join(folder, 'base-layout'), rootImage());
    const good = run(dockerfile, '--base', `docker-archive:${archive}`);
    expect(good.out).toContain('runs as sagemaker-user (1000:100)');
    expect(good.out).toContain('no errors, no warnings, no notes');
    const root = run(dockerfile, '--base', `oci:${layout}`);
    expect(root.code).toBe(3);
    expect(root.out).toContain('error user-is-root');
    expect(run(archive, '--base', `oci:${layout}`)).toMatchObject({ code: 2 });
    expect(run(dockerfile, '--base', `dockerfile:${dockerfile}`)).toMatchObject({ code: 1 });
  });

  it('names nobody in accounts that it has not read', () => {
    const { out } = run(file('Dockerfile', 'FROM registry.example.com/lab:1\nUSER 1000:100\n'));
    expect(out).toContain('runs as a user whose name is not known (1000:100), home not known');
  });

  it('of a Dockerfile with several stages it is the base of the last that is given', async () => {
    const archive = await writeDockerArchive(path.join(folder, 'last.tar'), goodImage());
    const dockerfile = file(
      'Dockerfile',
      'FROM golang:1.23 AS tool\nUSER root\nFROM registry.example.com/lab:1.2.3 AS lab\nFROM lab\nCOPY --from=tool /a /a\n',
    );
    expect(run(dockerfile, '--base', archive).out).toContain('runs as sagemaker-user (1000:100)');
  });

  it('is given build arguments', () => {
    const dockerfile = file('Dockerfile', 'FROM debian:12.5.0\nARG WHO\nUSER $WHO\n');
    expect(run(dockerfile).out).toContain('note user-not-known');
    expect(run(dockerfile, '--build-args', 'WHO=1001:100').out).toContain('error user-uid');
  });

  it('says in words why engines refuse a Dockerfile, and ends with 1', () => {
    const { code, complaints } = run(file('Dockerfile', 'FROM debian\nRUNN true\n'));
    expect(code).toBe(1);
    expect(complaints).toMatch(/line 2: "RUNN" is no instruction; give the path of a Dockerfile/);
    expect(complaints).not.toMatch(/\n\s+at /);
  });

  it('recommends ContainerConfig where nothing is started, as AWS does', () => {
    const dockerfile = file(
      'Dockerfile',
      'FROM public.ecr.aws/sagemaker/sagemaker-distribution:4.4.1-cpu\nUSER $MAMBA_USER\n',
    );
    expect(run(dockerfile)).toMatchObject({
      code: 3,
      out: expect.stringContaining('ContainerConfig of the AppImageConfig'),
    });
    const config = file('entry.json', {
      AppImageConfigName: 'lab',
      JupyterLabAppImageConfig: { ContainerConfig: { ContainerEntrypoint: ['entrypoint-jupyter-server'] } },
    });
    expect(run(dockerfile, '--app-image-config', config)).toMatchObject({ code: 0 });
  });

  it('writes JSON for programs', async () => {
    const archive = await writeDockerArchive(path.join(folder, 'root.tar'), rootImage());
    const { code, out } = run(archive, '--json');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      errors: 1,
      findings: [{ code: 'user-is-root', severity: 'error', appTypes: ['JupyterLab'], where: { in: 'config' } }],
    });
  });

  it('writes SARIF with a rule for each result', async () => {
    const dockerfile = file('Dockerfile', 'FROM python:3\nUSER root\nENTRYPOINT ["jupyter-lab"]\n');
    const { code, out } = run(dockerfile, '--sarif');
    expect(code).toBe(3);
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
    expect(results[0]?.locations[0].physicalLocation).toMatchObject({
      artifactLocation: { uri: dockerfile },
      region: { startLine: 2 },
    });
    const bundled = path.resolve(__dirname, '../../../images/jupyterlab-r');
    expect(run(bundled, '--sarif').out).toContain(`"uri": "${bundled}/Dockerfile"`);
  });

  it('judges by the app type that is asked for', async () => {
    const archive = await writeDockerArchive(path.join(folder, 'gateway.tar'), rootImage());
    expect(run(archive, '--app-type', 'KernelGateway').code).toBe(0);
    expect(run(archive, '--app-type', 'JupyterLab').code).toBe(3);
    expect(run(archive, '--app-type', 'CodeEditor').out).toContain('code-editor-missing');
  });

  it('takes the app types from the AppImageConfig', async () => {
    const archive = await writeDockerArchive(path.join(folder, 'config.tar'), goodImage());
    const config = file('gateway.json', {
      AppImageConfigName: 'a',
      KernelGatewayImageConfig: { KernelSpecs: [{ Name: 'Python 3' }] },
    });
    const { code, out } = run(archive, '--app-image-config', config);
    expect(code).toBe(3);
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
    expect(run(archive, '--app-image-config', config, '--fix').code).toBe(3);
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
    const second = run(archive, '--app-image-config', config, '--fix');
    expect(second.code).toBe(0);
    expect(second.complaints).toContain('fits already');
  });

  it('--fix proposes the lines that a Dockerfile lacks', async () => {
    const dockerfile = file('Dockerfile', 'FROM python:3.12.7\nENTRYPOINT ["jupyter-lab"]\n');
    const { complaints } = run(dockerfile, '--fix');
    expect(complaints).toContain('  USER 1000:100');
  });

  it.each([
    [['--json', '--sarif'], 'exclude each other'],
    [['--app-type', 'Notebook'], '"Notebook"'],
    [['--app-type', 'JupyterLb'], 'not "JupyterLb", did you mean JupyterLab?'],
  ])('ends with 2 when called with %j', async (more, message) => {
    const { code, complaints } = run(path.join(folder, 'x.tar'), ...more);
    expect(code).toBe(2);
    expect(complaints).toContain(message);
  });

  it('ends with 1 when it cannot read what it is given, and with 4 when nobody answers', async () => {
    expect(run(path.join(folder, 'missing'))).toMatchObject({
      code: 1,
      complaints: expect.stringContaining('no such file'),
    });
    expect(run(file('empty.tar', '')).code).toBe(1);
    expect(run(mkdtempSync(path.join(folder, 'none-'))).complaints).toContain('neither an oci-layout nor a Dockerfile');
    const archive = await writeDockerArchive(path.join(folder, 'ok.tar'), goodImage());
    expect(run(archive, '--app-image-config', file('bad.json', { AppImageConfigName: 'a b' }))).toMatchObject({
      code: 1,
      complaints: expect.stringContaining('CreateAppImageConfig would refuse it'),
    });
    const alone = run('127.0.0.1:9/studio:1');
    expect(alone.complaints).toContain('the registry did not answer');
    expect(alone.code).toBe(4);
  });

  it('reads an OCI layout whose blobs are all there and no more', async () => {
    expect([...(await ociFiles(goodImage())).keys()]).toHaveLength(2 + 1 + 1 + 3);
  });
});

describe('what is accepted', () => {
  const later = '2999-12-31';
  const archive = () => writeDockerArchive(path.join(folder, 'accepted.tar'), rootImage());

  it('on the command line fails nothing, and is told with its reason, in every form', async () => {
    const words = [await archive(), '--accept', `user-is-root until ${later}: a kernel of our own`];
    const { code, out } = run(...words);
    expect(code).toBe(0);
    expect(out).toContain(`accepted:\n  error user-is-root at image config, User, until ${later}: a kernel of our own`);
    expect(out).toContain('no errors, no warnings, no notes, 1 accepted');
    expect(JSON.parse(run(...words, '--json').out)).toMatchObject({
      errors: 0,
      findings: [{ code: 'user-is-root', accepted: { until: later, reason: 'a kernel of our own' } }],
    });
    expect(JSON.parse(run(...words, '--sarif').out)).toMatchObject({
      runs: [{ results: [{ ruleId: 'user-is-root', suppressions: [{ kind: 'external', status: 'accepted' }] }] }],
    });
  });

  it('in a file names its line where its day is over or it meets nothing', async () => {
    const list = file(
      'accept.yaml',
      [
        'accept:',
        '  - { finding: user-is-root, until: 2020-01-31, reason: old }',
        `  - { finding: sudo-missing, until: ${later}, reason: unused }`,
      ].join('\n'),
    );
    const { code, out } = run(await archive(), '--accept-file', list);
    expect(code).toBe(3);
    expect(out).toContain(`${list}:2 accepts user-is-root until 2020-01-31, which is over`);
    expect(out).toContain(`${list}:3 accepts sudo-missing, which was not found`);
  });

  it('several times and at a place only is accepted there', async () => {
    const anywhere = ['--accept', `user-is-root at image config* until ${later}: a`];
    const elsewhere = ['--accept', `user-is-root at /etc/* until ${later}: b`];
    expect(run(await archive(), ...elsewhere).code).toBe(3);
    expect(run(await archive(), ...elsewhere, ...anywhere).code).toBe(0);
  });

  it.each([
    [['--accept', 'user-is-root'], 'takes "CODE until YYYY-MM-DD: REASON"'],
    [['--accept', 'user-is-rot until 2999-12-31: x'], 'no finding called "user-is-rot"'],
    [['--accept-file', '/nowhere.yaml'], '"/nowhere.yaml" cannot be read'],
    [['--fail-on', 'worse'], 'error, warning, note'],
  ])('but not understood as %j ends with 2', async (more, message) => {
    const { code, complaints } = run(await archive(), ...more);
    expect(complaints).toContain(message);
    expect(code).toBe(2);
  });
});

it('warnings end with 3 where they are to fail', () => {
  const dockerfile = path.resolve(__dirname, '../../../images/kernel-gateway');
  const notes = run(dockerfile, '--fail-on', 'warning');
  expect(notes).toMatchObject({ code: 0, out: expect.stringContaining('no warnings, 1 note') });
  expect(run(dockerfile, '--fail-on', 'note').code).toBe(3);
});

it('what could not be looked at is in every form', () => {
  const words = ['127.0.0.1:9/studio:1'];
  expect(run(...words).out).toContain(
    'could not assess http://127.0.0.1:9/v2/studio/manifests/1: the registry did not answer',
  );
  const json: unknown = JSON.parse(run(...words, '--json').out);
  expect(json).toMatchObject({
    findings: [],
    passed: [],
    notAssessed: [{ codes: expect.arrayContaining(['user-is-root']) }],
  });
  const sarif: unknown = JSON.parse(run(...words, '--sarif').out);
  expect(sarif).toMatchObject({
    runs: [
      { results: [], invocations: [{ executionSuccessful: false, toolExecutionNotifications: [{ level: 'error' }] }] },
    ],
  });
});
