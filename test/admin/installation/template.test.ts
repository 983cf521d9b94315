import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { examples } from '../../lifecycle/examples';
import { tools } from '../../lifecycle/moto';
import { scriptNames } from '../../lifecycle/script';
import { LocalAws } from './local-aws';

jest.setTimeout(300_000);

const aws = new LocalAws();
const root = path.resolve(__dirname, '../../..');
const example = path.join(root, 'examples/studiolo-domain.cfn.yaml');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
/** A stand-in for the wheel: its hash is in the template, and the example must not change with each build. */
const wheel = () => {
  const file = aws.at(`studiolo-${version}-py3-none-any.whl`);
  writeFileSync(file, 'PK\x03\x04 example\n');
  return file;
};
const template = (...more: string[]) =>
  aws.studiolo('domain', 'template', '--bucket', 'acme-tools', '--wheel', wheel(), ...more);
function lint(yaml: string): { status: number | null; stdout: string } {
  writeFileSync(aws.at('linted.yaml'), yaml);
  return spawnSync(path.join(tools, 'bin', 'cfn-lint'), [aws.at('linted.yaml')], { encoding: 'utf8' });
}

beforeAll(() => aws.start('{}'));
afterAll(() => aws.stop());

it('is the example, where nothing else is asked for, and asks AWS nothing', () => {
  const { code, stdout, stderr } = template();
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(
      /^apps install s3:\/\/acme-tools\/studiolo\/studio\/[0-9a-f]{16}\/studiolo-\S+: upload/,
    ),
  });
  // What to do when they differ: npx studiolo domain template … >examples/studiolo-domain.cfn.yaml, as CONTRIBUTING says.
  expect(stdout).toBe(readFileSync(example, 'utf8'));
  expect(parse(stdout)).toEqual(JSON.parse(template('--json').stdout));
});

it('satisfies cfn-lint, which sees what CloudFormation would refuse', () => {
  const yaml = readFileSync(example, 'utf8');
  expect(lint(yaml)).toMatchObject({ status: 0, stdout: '' });
  const wrong = yaml.replace('BuiltInLifecycleConfigArn', 'BuiltinLifecycleConfigArn');
  expect(lint(wrong).stdout).toContain("'BuiltinLifecycleConfigArn' was unexpected");
});

it('satisfies cfn-lint with more scripts than stand readable in it, and with fewer apps', () => {
  const scripts = 'keep-conda-envs,idle-shutdown-classic,block-downloads';
  const { stdout } = template('--scripts', scripts, '--apps', 'private-jupyterlab', '--enforce');
  expect(stdout).toMatch(/StudioLifecycleConfigContent: [A-Za-z0-9+/=]{5000,}\n/);
  expect(stdout).not.toContain('CodeEditor');
  expect(lint(stdout)).toMatchObject({ status: 0, stdout: '' });
});

it('takes a package index in place of a bucket, and has nothing to be uploaded then', () => {
  const index = ['--index-url', 'https://pypi.example.com/simple'];
  const { code, stdout, stderr } = aws.studiolo('domain', 'template', '--wheel', wheel(), ...index);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain("SOURCE='https://pypi.example.com/simple'\n");
});

const Properties = z.record(z.string(), z.unknown());
const Template = z.object({
  Resources: z.object({
    JupyterLabScript: z.object({ Properties }),
    CodeEditorScript: z.object({ Properties }),
    Domain: z.object({ Properties }),
  }),
});

it('makes, with the calls that CloudFormation makes of it, a domain that has studiolo', () => {
  const { Resources } = Template.parse(JSON.parse(template('--json').stdout));
  const known: Record<string, unknown> = {
    VpcId: 'vpc-0a1b2c3d',
    SubnetIds: ['subnet-0a1b2c3d'],
    ExecutionRoleArn: 'arn:aws:iam::123456789012:role/Studio',
    AuthMode: 'IAM',
    AppNetworkAccessType: 'VpcOnly',
    'AWS::StackName': 'studio-for-all',
  };
  /** Replaces CloudFormation's functions in properties by their values. */
  const resolved = (value: object) =>
    JSON.stringify(value, (_key, each: unknown) => {
      if (typeof each !== 'object' || each === null) return each;
      if ('Ref' in each) return known[String(each.Ref)];
      if ('Fn::GetAtt' in each) return known[String(each['Fn::GetAtt'])];
      return 'Fn::Base64' in each ? Buffer.from(String(each['Fn::Base64'])).toString('base64') : each;
    });
  const Made = z.object({ StudioLifecycleConfigArn: z.string() });
  for (const id of ['JupyterLabScript', 'CodeEditorScript'] as const) {
    const input = resolved(Resources[id].Properties);
    const made = aws.aws('sagemaker', 'create-studio-lifecycle-config', '--cli-input-json', input);
    known[`${id},StudioLifecycleConfigArn`] = Made.parse(made).StudioLifecycleConfigArn;
  }
  const made = aws.aws('sagemaker', 'create-domain', '--cli-input-json', resolved(Resources.Domain.Properties));
  const { DomainId } = z.object({ DomainId: z.string() }).parse(made);

  const status = aws.studiolo('domain', 'status', '--domain', DomainId).stdout;
  for (const place of ['JupyterLab in private', 'Code Editor in private', 'JupyterLab in shared']) {
    expect(status).toMatch(new RegExp(`${place} spaces +studiolo ${version} +install-studiolo\\n`));
  }
  for (const words of [['install', '--bucket', 'acme-tools', '--wheel', wheel()], ['upgrade'], ['uninstall']]) {
    const { code, stderr } = aws.studiolo('domain', ...words, '--domain', DomainId, '--yes');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringContaining('CloudFormation stack studio-for-all'),
    });
  }
});

it.each(scriptNames.filter((name) => name !== 'install-studiolo'))('takes %s beside install-studiolo', (name) => {
  const config = aws.at('scripts.yaml');
  writeFileSync(config, JSON.stringify({ scripts: { 'install-studiolo': null, [name]: examples[name] ?? null } }));
  const { code, stdout, stderr } = template('--config', config);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('apps install ') });
  expect(stdout).toContain('StudioLifecycleConfigContent:');
});
