import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ManualClock } from '../../src/emulator/clock';
import { loadSeed } from '../../src/emulator/seed/load';

const folder = mkdtempSync(path.join(tmpdir(), 'seed-policies-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string) => path.join(folder, name);

/** What a seed with that caller is refused with, a line for each mistake. */
function mistakes(caller: string): string[] {
  try {
    loadSeed(
      `callers:\n  AKIA:\n    principal: arn:aws:iam::123456789012:user/ana\n${caller}`,
      at('my.yaml'),
      new ManualClock(),
    );
  } catch (error) {
    if (error instanceof Error && error.constructor.name === 'SeedError') {
      return error.message.split('\n').map((line) => line.replace(`${folder}/`, ''));
    }
    throw error;
  }
  return [];
}

it('takes documents, files relative to the seed, and two of AWS by their names', () => {
  mkdirSync(at('policies'));
  writeFileSync(at('policies/fine.json'), '{"Statement": {"Effect": "Deny", "Action": "s3:*", "Resource": "*"}}');
  const caller = `
    policies: [policies/fine.json, AdministratorAccess, { Statement: { Effect: Allow, Action: '*', Resource: '*' } }]
    boundary: policies/fine.json
    session: [AdministratorAccess]
    scps: [[FullAWSAccess], [FullAWSAccess, policies/fine.json]]
    tags: { owner: ana }
    sourceIdentity: ana
    network: { vpcEndpoint: vpce-1, vpc: vpc-1, vpcSourceIp: 10.0.0.1, endpointPolicy: AdministratorAccess }`;
  expect(mistakes(caller)).toEqual([]);
});

it('tells a mistake in a document where it stands in the seed, and all of them', () => {
  const caller = `
    policies:
      - Version: '2012-10-17'
        Statement:
          - { Effect: Allow, Action: '*', Resource: '*' }
          - Effect: Perhaps
            Action: '*'
            Resource: '*'
    boundary:
      Statement:
        Effect: Allow
        Action: '*'
        Resource: '*'
        Condition:
          StringAlmost: { 'aws:x': y }`;
  const [effect = '', operator = '', ...more] = mistakes(caller);
  expect(more).toEqual([]);
  expect(effect).toMatch(/^my\.yaml:9:21: callers\.AKIA\.policies\.0\.Statement\.1\.Effect: .*Perhaps/);
  expect(operator).toMatch(
    /^my\.yaml:18:11: callers\.AKIA\.boundary\.Statement\.Condition\.StringAlmost: .*StringAlmost/,
  );
});

it('tells a mistake in a file with its line and column there', () => {
  writeFileSync(
    at('wrong.json'),
    '{\n  "Statement": [\n    { "Effect": "Alow", "Action": "*", "Resource": "*" }\n  ]\n}\n',
  );
  expect(mistakes('    policies: [wrong.json]')).toEqual([
    expect.stringMatching(
      /^my\.yaml:4:16: callers\.AKIA\.policies\.0: wrong\.json:3:17: Statement\[0\]\.Effect: .*Alow/,
    ),
  ]);
  writeFileSync(at('cut.json'), '{ "Statement": [');
  expect(mistakes('    boundary: cut.json')[0]).toMatch(/^my\.yaml:4:15: callers\.AKIA\.boundary: cut\.json:1:\d+: /);
});

it('says which file cannot be read, and never waits for a pipe', () => {
  execFileSync('mkfifo', [at('pipe')]);
  const found = mistakes('    policies: [gone.json, pipe, policies]\n');
  expect(found).toHaveLength(3);
  expect(found[0]).toMatch(/^my\.yaml:4:16: callers\.AKIA\.policies\.0: the policy cannot be read: .*gone\.json/);
  expect(found[1]).toMatch(/pipe is not a file$/);
  expect(found[2]).toMatch(/policies is not a file$/);
});

it.each([
  ['    allow: [s3]', 'my.yaml:4:13', 'an action is e.g. sagemaker:List*'],
  ["    allow: ['*']\n    policies: []", 'my.yaml:2:3', 'has either allow or policies'],
  ['    network: { sourceIp: 300.1.1.1 }', 'my.yaml:4:26', 'must be an IP address'],
  ['    network: { sourceIp: 10.0.0.1, vpcEndpoint: vpce-1 }', 'my.yaml:4:5', 'is either a sourceIp'],
  ['    network: { vpc: vpc-1 }', 'my.yaml:4:5', 'is either a sourceIp'],
  ['    policy: []', 'my.yaml:4:5', 'policies'],
  ['    scps: FullAWSAccess', 'my.yaml:4:11', 'service control policies are a list'],
  ['    policies: [7]', 'my.yaml:4:16', 'a policy is a document'],
  ['    tags: { a: 1 }', 'my.yaml:4:16', 'must be a string'],
  ['    role: me', 'my.yaml:4:11', 'must be an ARN'],
])('refuses %j', (caller, place, sentence) => {
  const [first = '', ...more] = mistakes(caller);
  expect(more).toEqual([]);
  expect(first.startsWith(`${place}: `)).toBe(true);
  expect(first).toContain(sentence);
});

it('names the account that it runs as in the documents of files too', () => {
  writeFileSync(
    at('own.json'),
    '{"Statement": {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:sagemaker:*:123456789012:*"}}',
  );
  const text = 'callers: { AKIA: { principal: "arn:aws:iam::123456789012:user/ana", policies: [own.json] } }';
  const { permissions } = loadSeed(text, at('my.yaml'), new ManualClock(), '999999999999');
  const request = {
    action: 'sagemaker:DescribeDomain',
    resource: 'arn:aws:sagemaker:us-east-1:999999999999:domain/d-x',
    principal: { arn: 'arn:aws:iam::999999999999:user/ana', account: '999999999999' },
    context: {},
  };
  expect(permissions?.get('AKIA')?.judge.decide(request).allowed).toBe(true);
});

it('has the policies of the examples in order', () => {
  const file = path.join(__dirname, '../../examples/guarded.studio.yaml');
  const { permissions } = loadSeed(readFileSync(file, 'utf8'), file, new ManualClock());
  expect([...(permissions?.keys() ?? [])]).toEqual(['AKIAACMEANA000000000', 'AKIAACMEINES00000000']);
});
