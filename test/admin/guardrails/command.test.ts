// The real program, as an administrator uses it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { studiolo } from '../network/studiolo';

jest.setTimeout(120_000);

const folder = mkdtempSync(path.join(tmpdir(), 'studiolo-guardrails-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => path.join(folder, name);
const file = (name: string, content: unknown) => {
  writeFileSync(at(name), typeof content === 'string' ? content : JSON.stringify(content));
  return at(name);
};
const guardrails = (...words: string[]) => studiolo(['guardrails', ...words]);

const parameters = file(
  'parameters.yaml',
  `region: eu-west-1
account: '123456789012'
adminRoles: [arn:aws:iam::123456789012:role/StudioAdmin]
instanceTypes: [system, ml.t3.*]
`,
);
const some = ['instance-type-allow-list', 'settings-admin-only'];

test('generate writes the same bytes each time, whatever the order of names, and tells the sizes', () => {
  const first = guardrails('generate', ...some, '--parameters', parameters, '--for', 'scp', '--out', at('one'));
  const again = guardrails(
    'generate',
    ...[...some].reverse(),
    '--parameters',
    parameters,
    '--for',
    'scp',
    '--out',
    at('two'),
  );
  expect([first.code, again.code]).toEqual([0, 0]);
  expect(readdirSync(at('one'))).toEqual(['scp-1.json']);
  const text = readFileSync(at('one/scp-1.json'), 'utf8');
  expect(readFileSync(at('two/scp-1.json'), 'utf8')).toBe(text);
  expect(first.stdout).toMatch(new RegExp(`scp-1 +${text.trimEnd().length} +5120 +${some.join(' ')}`));
});

test.each(['identity', 'scp'])('the template for %s is one that CloudFormation takes', (place) => {
  const words = ['--parameters', parameters, '--for', place, '--format', 'cloudformation', '--out', at(place)];
  expect(guardrails('generate', ...some, ...words).code).toBe(0);
  const lint = spawnSync(
    path.join(process.env['STUDIOLO_TOOLS'] ?? path.resolve(__dirname, '../../../.venv/tools'), 'bin', 'cfn-lint'),
    [at(`${place}/${place}.template.json`)],
    { encoding: 'utf8' },
  );
  expect([lint.status, lint.stdout]).toEqual([0, '']);
});

test.each([
  [['generate', 'vpc-only', '--out', at('no')], 'vpc-only needs the parameters region', 'subnets (approved subnets)'],
  [['generate', 'vpc-onlyy', '--out', at('no')], 'there is no guardrail "vpc-onlyy"', 'did you mean vpc-only?'],
  [
    ['generate', 'endpoint-policy', '--for', 'scp', '--out', at('no')],
    'endpoint-policy cannot stand in service control policies',
    'it is for endpoint',
  ],
  [['generate', ...some, '--parameters', at('absent.yaml'), '--out', at('no')], 'absent.yaml', 'cannot be read'],
  [['try', 'CreateApp'], 'say an action, such as sagemaker:CreateApp', 'not "CreateApp"'],
  [['try', 'sagemaker:CreateApp', 'ml.t3.medium'], '"ml.t3.medium" is not understood', 'KEY=VALUE'],
  [['check'], 'name policies to judge', '--account'],
])('%j is told what is wrong with it', (words, ...says) => {
  const { code, stderr } = guardrails(...words);
  expect(code).toBe(2);
  for (const part of says) expect(stderr).toContain(part);
});

test('all that is wrong with parameters is told at once, each with its value', () => {
  const wrong = file('wrong.yaml', {
    region: 'eu-west-1',
    account: '12345',
    tagkey: 'owner',
    adminRoles: ['arn:aws:sts::123456789012:assumed-role/StudioAdmin/ines'],
    keys: ['alias/acme'],
  });
  const { code, stderr } = guardrails('generate', ...some, '--parameters', wrong, '--out', at('no'));
  expect(code).toBe(2);
  for (const part of ['tagkey', '"12345"', 'adminRoles[0]', 'not of a session', 'keys[0]', '"alias/acme"'])
    expect(stderr).toContain(part);
});

test('an ARN of another partition than the region is told', () => {
  const wrong = file('partition.yaml', {
    region: 'cn-north-1',
    account: '123456789012',
    adminRoles: ['arn:aws:iam::123456789012:role/A'],
  });
  const { code, stderr } = guardrails('generate', 'settings-admin-only', '--parameters', wrong, '--out', at('no'));
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('is in the partition aws, and the region cn-north-1 in aws-cn'),
  ]);
});

test('try names the statement, the condition and the value', () => {
  const refused = guardrails(
    'try',
    'sagemaker:CreateApp',
    'InstanceTypes=ml.p4d.24xlarge',
    '--compliant',
    '--parameters',
    parameters,
  );
  expect(refused.code).toBe(3);
  expect(refused.stdout).toContain('by instance-type-allow-list, statement InstanceTypes');
  expect(refused.stdout).toContain('sagemaker:InstanceTypes is "ml.p4d.24xlarge"');
  const allowed = guardrails(
    'try',
    'sagemaker:CreateApp',
    'InstanceTypes=ml.t3.medium',
    '--compliant',
    '--parameters',
    parameters,
  );
  expect([allowed.code, allowed.stdout]).toEqual([0, expect.stringContaining('allowed: sagemaker:CreateApp')]);
});

test('a recorded call is tried', () => {
  const record = file('event.json', {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateApp',
    awsRegion: 'eu-west-1',
    recipientAccountId: '123456789012',
    sourceIPAddress: '203.0.113.7',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::123456789012:assumed-role/DataScientist/ana',
      accountId: '123456789012',
      sessionContext: { sessionIssuer: { arn: 'arn:aws:iam::123456789012:role/DataScientist' } },
    },
    requestParameters: {
      domainId: 'd-acme',
      spaceName: 'ana-lab',
      appType: 'JupyterLab',
      appName: 'default',
      resourceSpec: { instanceType: 'ml.p4d.24xlarge' },
    },
  });
  const { code, stdout } = guardrails(
    'try',
    '--event',
    record,
    '--guardrails',
    'instance-type-allow-list',
    '--parameters',
    parameters,
  );
  expect(code).toBe(3);
  expect(stdout).toContain('on arn:aws:sagemaker:eu-west-1:123456789012:app/d-acme/ana-lab/JupyterLab/default');
  expect(stdout).toContain('sagemaker:InstanceTypes is "ml.p4d.24xlarge"');
});

test('check tells the defects of a file with their lines, and finds none in what generate writes', () => {
  const broken = file(
    'broken.json',
    '{\n  "Version": "2012-10-17",\n  "Statement": [{ "Effect": "Deny", "Action": "sagemaker:CreateDomain", "Resource": "*" },]\n}',
  );
  const found = guardrails('check', broken);
  expect([found.code, found.stdout]).toEqual([3, expect.stringMatching(/error policy-unreadable[^]*broken\.json:3:/)]);
  guardrails('generate', ...some, '--parameters', parameters, '--out', at('ours'));
  expect(guardrails('check', at('ours/identity-1.json')).code).toBe(0);
});

test('prove ends with 0 where all hold, and with 3 where a parameter approves too much', () => {
  expect(guardrails('prove', 'instance-type-allow-list', '--parameters', parameters).code).toBe(0);
  const open = file('open.yaml', { region: 'eu-west-1', account: '123456789012', instanceTypes: ['ml.*'] });
  const { code, stdout } = guardrails('prove', 'instance-type-allow-list', '--parameters', open);
  expect([code, stdout]).toEqual([3, expect.stringContaining('must be refused, and is not')]);
});

describe('parameters of a Studio file', () => {
  const studio = (name: string, more: string) =>
    file(
      name,
      `studio: acme
account: '123456789012'
region: eu-west-1
network: { VpcId: vpc-0a1b, SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }
roles: { admin: { arn: 'arn:aws:iam::123456789012:role/StudioAdmin', kind: administrator } }
domains:
  one:
    AuthMode: IAM
    role: arn:aws:iam::123456789012:role/Studio
    instanceTypes: [ml.t3.*]
${more}`,
    );
  const said = studio(
    'studio.yaml',
    'guardrails:\n  image-admin-only: { as: scp, adminRoles: ["arn:aws:iam::123456789012:role/ImageAdmin"] }\n',
  );

  test('generate takes them, of each guardrail its own', () => {
    const words = ['instance-type-allow-list', 'vpc-only', 'settings-admin-only', 'image-admin-only'];
    const { code } = guardrails('generate', ...words, '--parameters', said, '--for', 'scp', '--out', at('studio'));
    expect(code).toBe(0);
    const text = readFileSync(at('studio/scp-1.json'), 'utf8');
    const { Statement } = JSON.parse(text) as { Statement: object[] };
    const about = (role: string) =>
      Statement.filter((one) => JSON.stringify(one).includes(role)).map((one) => JSON.stringify(one));
    expect(text).toMatch(/ml\.t3\.\*.*subnet-1/);
    expect(about('role/ImageAdmin').join()).toContain('Image');
    expect(about('role/ImageAdmin').join()).not.toContain('UserProfile');
    expect(about('role/StudioAdmin').join()).toContain('UserProfile');
  });

  test('try and prove take them too', () => {
    const tried = guardrails(
      'try',
      'sagemaker:CreateApp',
      'InstanceTypes=ml.m5.large',
      '--compliant',
      '--parameters',
      said,
    );
    expect(tried).toMatchObject({ code: 3, stdout: expect.stringContaining('InstanceTypes is "ml.m5.large"') });
    expect(guardrails('prove', 'vpc-only', 'image-admin-only', '--parameters', said).code).toBe(0);
  });

  test('a mistake of the file is told with its place', () => {
    const wrong = studio('wrong-studio.yaml', 'guardrails: { vpc-only: { subnet: [subnet-1] } }\n');
    expect(guardrails('generate', 'vpc-only', '--parameters', wrong, '--out', at('no'))).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/wrong-studio\.yaml:11:27: .*did you mean subnets\?/),
    });
  });
});
