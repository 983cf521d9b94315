import { once } from 'node:events';
import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateAppCommand,
  DeleteAppCommand,
  DescribeAppCommand,
  DescribeDomainCommand,
  DescribeStudioLifecycleConfigCommand,
  ListStudioLifecycleConfigsCommand,
} from '@aws-sdk/client-sagemaker';
import { DISTRIBUTION } from '../../emulator/studio';
import { wheel } from '../../lifecycle/wheel';
import { administratorsPolicy } from './administrator';
import { LocalAws } from './local-aws';

// Each test runs real programs one after the other, which takes its time on a busy machine.
jest.setTimeout(300_000);

const config = (name: string) => `arn:aws:sagemaker:us-east-1:123456789012:studio-lifecycle-config/${name}`;
const seed = `
callers: { AKIAADMIN00000000000: { principal: 'arn:aws:iam::123456789012:user/admin', allow: ${JSON.stringify(administratorsPolicy)} } }
lifecycleConfigs:
  house-rules: { StudioLifecycleConfigAppType: JupyterLab, script: "#!/bin/bash\\necho house rules\\n" }
domains:
${['d-plain', 'd-ruled', 'd-escape', 'd-faulty', 'd-busy']
  .map(
    (id) => `  ${id}:
    DomainName: ${id.slice(2)}
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings:
      ExecutionRole: arn:aws:iam::123456789012:role/Studio
      JupyterLabAppSettings:
        CodeRepositories: [{ RepositoryUrl: https://example.com/kept.git }]
${id === 'd-ruled' ? `        BuiltInLifecycleConfigArn: ${config('house-rules')}\n` : ''}    userProfiles:
      ana:
${
  id === 'd-escape'
    ? `        UserSettings: { JupyterLabAppSettings: { BuiltInLifecycleConfigArn: ${config('house-rules')} } }\n`
    : '        UserSettings: {}\n'
}    spaces:
      study:
        owner: ana
        sharing: Private
        SpaceSettings: { AppType: JupyterLab }
        apps: [{ AppType: JupyterLab, since: 1h ago, ResourceSpec: { InstanceType: ml.t3.medium, SageMakerImageArn: '${DISTRIBUTION}' } }]
`,
  )
  .join('')}`;

// What docs/permissions.md says that an administrator needs is all that this one has.
const aws = new LocalAws('AKIAADMIN00000000000');

beforeAll(async () => {
  await aws.start(seed);
  aws.aws('s3', 'mb', 's3://tools');
}, 120_000);
afterAll(() => aws.stop());

const words = (domain: string) => ['domain', 'install', '--domain', domain, '--bucket', 'tools', '--wheel', wheel];
const install = (domain: string, ...more: string[]) => aws.studiolo(...words(domain), ...more);
const settings = async (DomainId: string) => {
  const { DefaultUserSettings, DefaultSpaceSettings } = await aws.sagemaker.send(
    new DescribeDomainCommand({ DomainId }),
  );
  return { user: DefaultUserSettings ?? {}, space: DefaultSpaceSettings ?? {} };
};
const scripts = async () =>
  (await aws.sagemaker.send(new ListStudioLifecycleConfigsCommand({}))).StudioLifecycleConfigs?.map(
    ({ StudioLifecycleConfigName }) => StudioLifecycleConfigName,
  );
const listed = async (domain: string) => (await aws.keys('tools')).filter((key) => key.includes(domain));
const builtIn = async (domain: string) =>
  (await settings(domain)).user.JupyterLabAppSettings?.BuiltInLifecycleConfigArn?.split('/')[1];
const status = (domain: string) => JSON.parse(aws.studiolo('domain', 'status', '--domain', domain, '--json').stdout)[0];
const scriptNames = async () => {
  const asked = new ListStudioLifecycleConfigsCommand({ NameContains: 'studiolo', MaxResults: 100 });
  const { StudioLifecycleConfigs = [] } = await aws.sagemaker.send(asked);
  return StudioLifecycleConfigs.flatMap(({ StudioLifecycleConfigName }) => StudioLifecycleConfigName ?? []).toSorted();
};
/** The script of a lifecycle configuration. */
async function contentOf(name = ''): Promise<string> {
  const asked = new DescribeStudioLifecycleConfigCommand({ StudioLifecycleConfigName: name });
  const { StudioLifecycleConfigContent } = await aws.sagemaker.send(asked);
  return Buffer.from(String(StudioLifecycleConfigContent), 'base64').toString();
}

it('shows its plan and changes nothing until it is told to', async () => {
  const planned = install('d-plain', '--dry-run');
  expect(planned.stdout).toMatch(
    /Plan for domain d-plain in us-east-1:\n {2}\+ create lifecycle configuration [^]*\n {2}\+ upload s3:\/\/tools\/studiolo\/d-plain\/[0-9a-f]{16}\/studiolo-/,
  );
  expect(planned.stdout).toMatch(
    /create lifecycle configuration studiolo-codeeditor-[0-9a-f]{16} for CodeEditor: install-studiolo \(\d+ of 16384/,
  );
  expect(planned.stdout).toMatch(/attach studiolo-jupyterlab-[0-9a-f]{16} to JupyterLab in private spaces\n/);
  expect(planned.stdout).toContain(
    'takes effect at the next start of JupyterLab of study\n3 to create, 1 to change.\n',
  );
  expect(planned.code).toBe(3);
  const unasked = install('d-plain');
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('agree beforehand with --yes') });
  expect(await builtIn('d-plain')).toBeUndefined();
  expect(await listed('d-plain')).toEqual([]);
});

it('its plan does not name an app whose user profile has a built-in script of its own', () => {
  expect(install('d-escape', '--dry-run').stdout).toContain('takes effect at the next start of an app\n');
});

describe('a domain without a built-in script', () => {
  it('gets one at each place, keeps its other settings, and is told who has it when', async () => {
    const { code, stdout, stderr } = install('d-plain', '--yes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('[1/') });
    expect(stdout).toContain('1 running app has it at the next start:\n  JupyterLab of study: nothing now, studiolo');
    expect(stdout).toContain('role/Studio');
    const { user, space } = await settings('d-plain');
    const { BuiltInLifecycleConfigArn: arn, CodeRepositories } = user.JupyterLabAppSettings ?? {};
    expect(arn).toMatch(/studio-lifecycle-config\/studiolo-jupyterlab-[0-9a-f]{16}$/);
    expect(space.JupyterLabAppSettings?.BuiltInLifecycleConfigArn).toBe(arn);
    expect(user.CodeEditorAppSettings?.BuiltInLifecycleConfigArn).toContain('studiolo-codeeditor-');
    expect(CodeRepositories).toEqual([{ RepositoryUrl: 'https://example.com/kept.git' }]);
  });

  it('has nothing done to it a second time', async () => {
    const before = await scriptNames();
    expect(install('d-plain', '--yes')).toMatchObject({
      code: 0,
      stderr: 'No changes: there is nothing to do in domain d-plain in us-east-1\n',
    });
    expect(JSON.parse(install('d-plain', '--yes', '--json').stdout)).toEqual({
      domain: 'd-plain',
      outcome: 'done',
      steps: [],
      leftovers: [],
    });
    expect(await scriptNames()).toEqual(before);
  });

  it('is upgraded with the scripts and parameters that it has, rolled back, and left as it was', async () => {
    const own = aws.at('own.sh');
    writeFileSync(own, '#!/bin/sh\r\necho "our own"\r\n');
    expect(install('d-plain', '--yes', '--scripts', own)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('./own.sh, line 1, ends in CRLF'),
    });
    writeFileSync(own, '#!/bin/sh\necho "our own"\n');
    writeFileSync(
      aws.at('scripts.yaml'),
      'scripts:\n  git-identity: { EMAIL_DOMAIN: acme.example }\n  install-studiolo: { SETTINGS: { keepAwake: { askedHours: 8 } } }\n  ./own.sh:\n',
    );
    expect(install('d-plain', '--yes', '--config', aws.at('scripts.yaml')).code).toBe(0);
    const first = await builtIn('d-plain');
    const newer = aws.at('studiolo-9.9.9-py3-none-any.whl');
    copyFileSync(wheel, newer);
    appendFileSync(newer, ' ');
    expect(aws.studiolo('domain', 'upgrade', '--domain', 'd-plain', '--wheel', newer, '--yes').code).toBe(0);
    const second = await builtIn('d-plain');
    expect(second).not.toBe(first);
    expect(status('d-plain').slots[0].script).toEqual({
      kind: 'studiolo',
      version: '9.9.9',
      name: second,
      scripts: ['install-studiolo', 'git-identity', './own.sh'],
    });
    const content = await contentOf(second);
    expect(content).toContain("EMAIL_DOMAIN='acme.example'");
    expect(content).toContain(`SETTINGS='{"keepAwake":{"askedHours":8}}'`);
    expect(content).toContain('echo "our own"\n');
    expect(content).not.toContain('\r');

    expect(aws.studiolo('domain', 'rollback', '--domain', 'd-plain', '--yes').code).toBe(0);
    expect(await builtIn('d-plain')).toBe(first);
    expect(await scriptNames()).not.toContain(second);

    expect(aws.studiolo('domain', 'uninstall', '--domain', 'd-plain', '--yes').code).toBe(0);
    const { user, space } = await settings('d-plain');
    expect(user.JupyterLabAppSettings?.BuiltInLifecycleConfigArn ?? 'None').toBe('None');
    expect(user.CodeEditorAppSettings?.BuiltInLifecycleConfigArn ?? 'None').toBe('None');
    expect(space.JupyterLabAppSettings?.BuiltInLifecycleConfigArn ?? 'None').toBe('None');
    expect(await scriptNames()).toEqual([]);
    expect(await listed('d-plain')).toEqual([]);
    expect(aws.studiolo('domain', 'rollback', '--domain', 'd-plain', '--yes').stderr).toContain('nothing to do');
    expect(aws.studiolo('domain', 'upgrade', '--domain', 'd-plain', '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /domain d-plain in us-east-1 does not have studiolo; `studiolo domain install --domain d-plain --region us-east-1` puts it there/,
      ),
    });
  });
});

describe('a domain with a built-in script of its own', () => {
  it('is left alone until it is said what becomes of that', async () => {
    const { code, stderr } = install('d-ruled', '--yes');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('house-rules, and Studio takes only one; choose --existing keep'),
    });
    expect(await builtIn('d-ruled')).toBe('house-rules');
  });

  it('runs it before studiolo if it is kept, through upgrades, and has it back in the end', async () => {
    expect(install('d-ruled', '--existing', 'keep', '--yes').code).toBe(0);
    expect(status('d-ruled').slots.map(({ script }: { script: { scripts: string[] } }) => script.scripts)).toEqual([
      ['existing', 'install-studiolo'],
      ['install-studiolo'],
      ['install-studiolo'],
    ]);
    expect(install('d-ruled', '--scripts', 'idle-shutdown-classic', '--yes').code).toBe(0);
    expect(status('d-ruled').slots[0].script.scripts).toEqual([
      'existing',
      'install-studiolo',
      'idle-shutdown-classic',
    ]);
    const { code, stdout } = aws.studiolo('domain', 'uninstall', '--domain', 'd-ruled', '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain(
      'now has:\n  JupyterLab in private spaces: house-rules\n  Code Editor in private spaces: nothing',
    );
    expect(await builtIn('d-ruled')).toBe('house-rules');
  });
});

it('tells of a user profile that names its own built-in script, and of its running app', () => {
  expect(install('d-escape', '--yes').code).toBe(0);
  const { overrides, apps } = status('d-escape');
  expect(overrides).toEqual([
    { userProfileName: 'ana', slot: 'private-jupyterlab', script: { kind: 'other', name: 'house-rules' } },
  ]);
  expect(apps).toMatchObject([
    { now: { kind: 'other' }, next: { kind: 'other' }, escaped: 'user profile ana names a built-in script of its own' },
  ]);
  const { stdout } = aws.studiolo('domain', 'status', '--domain', 'd-escape');
  expect(stdout).toMatch(/JupyterLab of study +house-rules +the same +user profile ana names/);
});

/** Runs the program and kills it when it begins its step of that number; resolves with how it ended. */
async function killedAtStep(step: number, ...all: string[]): Promise<'killed' | 'done'> {
  const child = aws.spawn(...all);
  let said = '';
  child.stderr.on('data', (data: Buffer) => {
    said += data;
    if (said.includes(`[${step}/`)) child.kill('SIGKILL');
  });
  const [code, signal] = await once(child, 'exit');
  expect({ code, signal, said }).toMatchObject(signal === 'SIGKILL' ? {} : { code: 0 });
  return signal === 'SIGKILL' ? 'killed' : 'done';
}

it('finishes what was interrupted, wherever that was, when it is run again', async () => {
  const ended: string[] = [];
  for (const step of [1, 2, 3, 4, 5, 6]) ended.push(await killedAtStep(step, ...words('d-faulty'), '--yes'));
  expect(ended).toContain('killed');
  expect(install('d-faulty', '--yes').code).toBe(0);
  const lab = await builtIn('d-faulty');
  const { user, space } = await settings('d-faulty');
  expect(space.JupyterLabAppSettings?.BuiltInLifecycleConfigArn).toBe(config(String(lab)));
  expect(user.CodeEditorAppSettings?.BuiltInLifecycleConfigArn).toContain('studiolo-codeeditor-');
  expect(await listed('d-faulty')).toHaveLength(1);
  expect(install('d-faulty', '--yes').stderr).toContain('nothing to do');

  const made = await scriptNames();
  for (const step of [1, 2, 3, 4, 5, 6])
    await killedAtStep(step, 'domain', 'uninstall', '--domain', 'd-faulty', '--yes');
  expect(aws.studiolo('domain', 'uninstall', '--domain', 'd-faulty', '--yes').code).toBe(0);
  expect((await builtIn('d-faulty')) ?? 'None').toBe('None');
  expect(await listed('d-faulty')).toEqual([]);
  expect(made.length - (await scriptNames()).length).toBe(2);
});

it('keeps a script that a running app was started with, says so, and removes it the next time', async () => {
  expect(install('d-busy', '--yes').code).toBe(0);
  const name = await builtIn('d-busy');
  const app = { DomainId: 'd-busy', SpaceName: 'study', AppType: 'JupyterLab', AppName: 'default' } as const;
  const becomes = async (status: string) => {
    while ((await aws.sagemaker.send(new DescribeAppCommand(app))).Status !== status);
  };
  await aws.sagemaker.send(new DeleteAppCommand(app));
  await becomes('Deleted');
  const ResourceSpec = { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION } as const;
  await aws.sagemaker.send(new CreateAppCommand({ ...app, ResourceSpec }));
  await becomes('InService');
  expect(status('d-busy').apps).toMatchObject([{ now: { kind: 'studiolo' }, next: { kind: 'studiolo' } }]);
  const first = aws.studiolo('domain', 'uninstall', '--domain', 'd-busy', '--yes');
  expect(first).toMatchObject({ code: 0, stderr: expect.stringContaining(`${name} stays for now: `) });
  expect(await scriptNames()).toContain(name);
  await aws.sagemaker.send(new DeleteAppCommand(app));
  await becomes('Deleted');
  expect(aws.studiolo('domain', 'uninstall', '--domain', 'd-busy', '--yes').code).toBe(0);
  expect(await scriptNames()).not.toContain(name);
});

it('reads what check-extensions wrote into the log', () => {
  const stream = 'd-escape/study/JupyterLab/default/LifecycleConfigOnStart';
  const line = (state: string) =>
    `studiolo-check {"app":"arn:aws:sagemaker:us-east-1:123456789012:app/d-escape/study/JupyterLab/default","extension":"studiolo","required":">=0.1.0","found":"","state":"${state}"}`;
  aws.aws('logs', 'create-log-group', '--log-group-name', '/aws/sagemaker/studio');
  aws.aws('logs', 'create-log-stream', '--log-group-name', '/aws/sagemaker/studio', '--log-stream-name', stream);
  const events = ['missing', 'enabled'].map((state, index) => ({
    timestamp: Date.now() - 5_000 + index,
    message: line(state),
  }));
  events.push({ timestamp: Date.now(), message: 'studiolo-check {broken' });
  writeFileSync(aws.at('events.json'), JSON.stringify(events));
  aws.aws(
    'logs',
    'put-log-events',
    '--log-group-name',
    '/aws/sagemaker/studio',
    '--log-stream-name',
    stream,
    '--log-events',
    `file://${aws.at('events.json')}`,
  );
  const { stdout } = aws.studiolo('domain', 'status', '--domain', 'd-escape', '--checks');
  expect(stdout).toMatch(/d-escape\/study\/JupyterLab\/default +studiolo>=0\.1\.0 +enabled/);
  expect(stdout).not.toContain('missing');
});

describe('mistakes', () => {
  it.each([
    [[], 'apps must get the wheel from somewhere', 2],
    [['--bucket', 'tools', '--index-url', 'https://x'], 'give --bucket or --index-url, not both', 2],
    [['--bucket', 'nowhere', '--yes'], 'there is no bucket nowhere; check its name: aws s3 ls', 1],
    [['--bucket', 'tools', '--apps', 'canvas'], '--apps takes private-jupyterlab', 2],
    [['--bucket', 'tools', '--scripts', 'git-identitty'], 'there is no script git-identitty; there are', 1],
    [['--bucket', 'tools', '--scripts', 'git-identity'], 'git-identity needs its parameter EMAIL_DOMAIN', 1],
    [['--bucket', 'tools', '--wheel', '/nowhere/studiolo-1.0-py3-none-any.whl'], 'the wheel could not be read', 1],
    [['--bucket', 'tools', '--wheel', path.join(__dirname, 'domain.test.ts')], 'is not named like a wheel', 1],
    [['--bucket', 'tools', '--colour'], 'there is no option --colour', 2],
  ])('%j are told and change nothing', async (words, message, code) => {
    const before = [await settings('d-escape'), await scripts()];
    const all = [
      'domain',
      'install',
      '--domain',
      'd-escape',
      ...(words.includes('--wheel') ? [] : ['--wheel', wheel]),
      ...words,
    ];
    const answer = aws.studiolo(...all);
    expect(answer).toMatchObject({ code, stderr: expect.stringContaining(message) });
    expect(answer.stderr).not.toContain('    at ');
    expect([await settings('d-escape'), await scripts()]).toEqual(before);
  });

  it('in the file of scripts are told with their line', () => {
    writeFileSync(aws.at('bad.yaml'), 'scripts:\n  git-identity:\n    EMAIL_DOMAIN: [a]\n');
    expect(install('d-escape', '--config', aws.at('bad.yaml')).stderr).toContain('bad.yaml:3: scripts.git-identity');
    writeFileSync(aws.at('bad.yaml'), 'scripts: {\n');
    expect(install('d-escape', '--config', aws.at('bad.yaml')).stderr).toContain('bad.yaml: ');
  });

  it('in the domain are told', () => {
    expect(install('d-nobody')).toMatchObject({ code: 1, stderr: expect.stringContaining('DescribeDomain') });
  });
});

it('has the wheel in S3 as it is', async () => {
  expect(install('d-escape', '--yes').code).toBe(0);
  const [key] = await listed('d-escape');
  aws.aws('s3', 'cp', `s3://tools/${key}`, aws.at('copy.whl'));
  expect(readFileSync(aws.at('copy.whl')).equals(readFileSync(wheel))).toBe(true);
});
