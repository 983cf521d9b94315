import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DescribeDomainCommand, DescribeStudioLifecycleConfigCommand } from '@aws-sdk/client-sagemaker';
import { partsOf } from '../../../src/admin/scripts/composition';
import { scriptOf } from '../../../src/admin/scripts/content';
import { wheel } from '../../lifecycle/wheel';
import { LocalAws } from './local-aws';

jest.setTimeout(300_000);

const house = Buffer.from('#!/bin/bash\n# règles de la maison\necho "house rules, caf\xe9"', 'latin1');
const seed = `
domains:
${['d-own', 'd-former', 'd-places']
  .map(
    (id) => `  ${id}:
    DomainName: ${id.slice(2)}
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Studio' }
`,
  )
  .join('')}`;
const aws = new LocalAws();

beforeAll(async () => {
  await aws.start(seed);
  aws.aws('s3', 'mb', 's3://tools');
}, 120_000);
afterAll(() => aws.stop());

/** Runs a command for a domain; what it said to stderr. */
function done(...words: string[]): string {
  const { code, stderr } = aws.studiolo('domain', ...words, '--yes');
  if (code !== 0) throw new Error(stderr);
  return stderr;
}
const install = (domain: string, ...more: string[]) =>
  done('install', '--domain', domain, '--bucket', 'tools', '--wheel', wheel, ...more);
/** An upgrade to a version that differs in nothing but its number. */
function upgrade(domain: string, version: string): string {
  const newer = aws.at(`studiolo-${version}-py3-none-any.whl`);
  writeFileSync(newer, Buffer.concat([readFileSync(wheel), Buffer.from(version)]));
  return done('upgrade', '--domain', domain, '--wheel', newer);
}
/** Attaches a lifecycle configuration of this content as the built-in one of JupyterLab in private spaces. */
function attach(DomainId: string, name: string, content: Buffer, ...more: string[]): void {
  const words = ['--studio-lifecycle-config-name', name, '--studio-lifecycle-config-app-type', 'JupyterLab', ...more];
  aws.aws(
    'sagemaker',
    'create-studio-lifecycle-config',
    ...words,
    '--studio-lifecycle-config-content',
    content.toString('base64'),
  );
  const BuiltInLifecycleConfigArn = `arn:aws:sagemaker:us-east-1:123456789012:studio-lifecycle-config/${name}`;
  const DefaultUserSettings = { JupyterLabAppSettings: { BuiltInLifecycleConfigArn } };
  aws.aws('sagemaker', 'update-domain', '--cli-input-json', JSON.stringify({ DomainId, DefaultUserSettings }));
}
/** The parts that a place of a domain has, own ones with their bytes. */
async function parts(
  DomainId: string,
  place: 'JupyterLabAppSettings' | 'CodeEditorAppSettings' = 'JupyterLabAppSettings',
) {
  const { DefaultUserSettings } = await aws.sagemaker.send(new DescribeDomainCommand({ DomainId }));
  const StudioLifecycleConfigName = DefaultUserSettings?.[place]?.BuiltInLifecycleConfigArn?.split('/')[1];
  const config = await aws.sagemaker.send(new DescribeStudioLifecycleConfigCommand({ StudioLifecycleConfigName }));
  return partsOf(scriptOf(String(config.StudioLifecycleConfigContent))).map((part) =>
    part.kind === 'own' ? [part.name, Buffer.from(part.bytes).toString('latin1'), part.enforce] : part.name,
  );
}

it('own scripts stay as they are, whatever they hold and are named, through upgrades, back again, and beside what was there', async () => {
  const own: Record<string, Buffer> = {
    'keep-conda-envs.sh': Buffer.from(
      '#!/bin/bash\n# ours, not the bundled one\necho "conda envs, the way of our team"\n',
    ),
    'existing.sh': Buffer.from('#!/bin/bash\necho "our own existing"\n'),
    'count.sh': Buffer.from('#!/bin/bash\n(\n echo sub\n)\nresult=0\necho "tail $result"\n'),
    'team/count.sh': Buffer.from('#!/bin/bash -ex\necho another\n\n\n'),
    'a-b.sh': Buffer.from('#!/bin/bash\necho dash-name'),
    'a_b.sh': Buffer.from('#!/bin/bash\necho underscore-name\n'),
    'latin1.sh': Buffer.from('#!/bin/sh\necho "caf\xe9" >"$HOME/latin1"\nexit 0\n\0(\n', 'latin1'),
    'ours.sh': readFileSync(path.resolve(__dirname, '../../../lifecycle-scripts/git-identity/on-start.sh')),
  };
  mkdirSync(aws.at('team'));
  for (const [name, bytes] of Object.entries(own)) writeFileSync(aws.at(name), bytes);
  const named = (name: string) =>
    `./${name === 'count.sh' ? `${path.basename(path.dirname(aws.at(name)))}/count.sh` : name}`;
  const expected = [
    ['existing', house.toString('latin1'), true],
    'install-studiolo',
    ...Object.entries(own).map(([name, bytes]) => [named(name), bytes.toString('latin1'), true]),
    'keep-conda-envs',
  ];
  attach('d-own', 'house-rules', house);
  const scripts = [...Object.keys(own).map((name) => aws.at(name)), 'keep-conda-envs'].join(',');
  install('d-own', '--existing', 'keep', '--scripts', scripts, '--enforce');
  expect(await parts('d-own')).toEqual(expected);
  upgrade('d-own', '9.0.0');
  expect(await parts('d-own')).toEqual(expected);
  done('rollback', '--domain', 'd-own');
  expect(await parts('d-own')).toEqual(expected);
  // What was there before may go: what is put together has it.
  aws.aws('sagemaker', 'delete-studio-lifecycle-config', '--studio-lifecycle-config-name', 'house-rules');
  upgrade('d-own', '9.0.1');
  expect(await parts('d-own')).toEqual(expected);
  const { stdout } = aws.studiolo('domain', 'status', '--domain', 'd-own', '--json');
  expect(JSON.parse(stdout)[0].slots[0].script.scripts).toEqual(
    expected.map((each) => (typeof each === 'string' ? each : each[0])),
  );
});

it('each place keeps its own scripts when the domain is upgraded', async () => {
  writeFileSync(aws.at('lab.sh'), '#!/bin/bash\necho lab\n');
  writeFileSync(aws.at('editor.sh'), '#!/bin/bash\necho editor\n');
  install('d-places', '--apps', 'private-jupyterlab', '--scripts', aws.at('lab.sh'));
  install('d-places', '--apps', 'private-code-editor', '--scripts', aws.at('editor.sh'));
  upgrade('d-places', '9.1.0');
  expect(await parts('d-places')).toEqual(['install-studiolo', ['./lab.sh', '#!/bin/bash\necho lab\n', false]]);
  const editor = ['install-studiolo', ['./editor.sh', '#!/bin/bash\necho editor\n', false]];
  expect(await parts('d-places', 'CodeEditorAppSettings')).toEqual(editor);
});

it('what studiolo 0.1.0 put together is known, upgraded with its own scripts as they stood, and brought back', async () => {
  const former = readFileSync(path.resolve(__dirname, '../scripts/former-content.txt'), 'utf8').trim();
  const name = 'studiolo-jupyterlab-0123456789abcdef';
  attach(
    'd-former',
    name,
    Buffer.from(former, 'base64'),
    '--tags',
    'Key=studiolo:domain-id,Value=d-former',
    'Key=studiolo:before:private-jupyterlab,Value=None',
  );
  // It is gone back to only as long as its wheel is there.
  aws.aws('s3', 'cp', wheel, 's3://tools/studiolo/d-plain/0123456789abcdef/studiolo-0.1.0-py3-none-any.whl');
  const before = await parts('d-former');
  const { stdout } = aws.studiolo('domain', 'status', '--domain', 'd-former');
  expect(stdout).toMatch(
    /JupyterLab in private spaces +studiolo 0\.1\.0 +existing, install-studiolo, keep-conda-envs, git-identity, count, long\n/,
  );
  upgrade('d-former', '9.2.0');
  expect(await parts('d-former')).toEqual(before);
  expect(before).toContainEqual(['./count.sh', '#!/bin/bash\n(\n echo sub\n)\nresult=0\necho "tail $result"\n', false]);
  done('rollback', '--domain', 'd-former');
  expect(aws.studiolo('domain', 'status', '--domain', 'd-former').stdout).toMatch(/spaces +studiolo 0\.1\.0 /);
  done('uninstall', '--domain', 'd-former');
  expect(aws.studiolo('domain', 'status', '--domain', 'd-former').stdout).toMatch(
    /JupyterLab in private spaces +nothing\n/,
  );
});

it('a script that was there and cannot work is refused by its name, with what to do', () => {
  attach('d-former', 'windows', Buffer.from('#!/bin/bash\r\necho x\r\n'));
  const words = [
    'domain',
    'install',
    '--domain',
    'd-former',
    '--bucket',
    'tools',
    '--wheel',
    wheel,
    '--existing',
    'keep',
  ];
  expect(aws.studiolo(...words, '--yes')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('windows, line 1, ends in CRLF'),
  });
});
