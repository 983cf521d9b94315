// Policies of resources, judged by the real program: of S3 and KMS and VPC endpoints in moto, which the real AWS CLI has made.
// An emulator stands before them, and refuses what a caller may not.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import * as z from 'zod';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from '../domain/studio-world';

jest.setTimeout(300_000);

const parameters = {
  region: 'us-east-1',
  account: '123456789012',
  adminRoles: ['arn:aws:iam::123456789012:role/StudioAdmin'],
  endpoints: undefined as string[] | undefined,
  trustedAccounts: ['123456789012'],
  buckets: ['acme-*'],
  organization: 'o-acme123456',
};
const everything = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const without = (...actions: string[]) => ({
  Statement: [{ Effect: 'Deny', Action: actions, Resource: '*' }, ...everything.Statement],
});
const principal = 'arn:aws:sts::123456789012:assumed-role/StudioAdmin/ines';
/** Keys let the account's own policies decide. */
const resources = [
  { Statement: [{ Effect: 'Allow', Principal: { AWS: '123456789012' }, Action: 'kms:*', Resource: '*' }] },
];
const callers = {
  AKIAINES000000000000: { principal, policies: [everything], resources },
  AKIANOPOLICY00000000: {
    ...{ principal, resources },
    policies: [without('s3:GetBucketPolicy', 'kms:GetKeyPolicy', 'ec2:DescribeVpcEndpoints')],
  },
  AKIANOLIST0000000000: { principal, resources, policies: [without('s3:ListAllMyBuckets', 'kms:ListKeys')] },
};

const moto = new Moto();
let world: StudioWorld;
let file: string;
const made = { s3: '', api: '', runtime: '', plain: '', logs: '', open: '' };

beforeAll(async () => {
  await moto.start();
  world = await new StudioWorld(moto.url).start(stringify({ account: '123456789012', callers }), moto.url);
  const aws = (...words: string[]) => moto.aws(...words, '--output', 'text').trim();
  const vpc = aws('ec2', 'create-vpc', '--cidr-block', '10.0.0.0/16', '--query', 'Vpc.VpcId');
  const endpoint = (service: string, ...more: string[]) =>
    aws(
      ...['ec2', 'create-vpc-endpoint', '--vpc-id', vpc, '--service-name', `com.amazonaws.us-east-1.${service}`],
      ...['--query', 'VpcEndpoint.VpcEndpointId', ...more],
    );
  made.s3 = endpoint('s3');
  endpoint('dynamodb');
  for (const bucket of ['acme-guarded', 'acme-open', 'acme-copied', 'elsewhere'])
    aws('s3api', 'create-bucket', '--bucket', bucket);
  parameters.endpoints = [made.s3];
  file = world.write(JSON.stringify(parameters), 'parameters.json');
  const generated = async (name: string, place: string, ...more: string[]) => {
    const own = world.write(JSON.stringify({ ...parameters, buckets: ['acme-guarded'] }), 'own.json');
    const out = path.join(world.folder, place);
    const words = ['guardrails', 'generate', name, ...more, '--for', place, '--parameters', own, '--out', out];
    expect(await world.run(words)).toMatchObject({ code: 0 });
    return path.join(out, place === 'bucket' ? 'bucket-acme-guarded.json' : `${place}-${name}.json`);
  };
  const bucketPolicy = await generated('data-perimeter-s3', 'bucket');
  aws('s3api', 'put-bucket-policy', '--bucket', 'acme-guarded', '--policy', `file://${bucketPolicy}`);
  const copied = {
    Version: '2012-10-17',
    Statement: {
      ...{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::acme-copied/*' },
      Condition: { 'ForAllValues:StringNotEquals': { 'aws:SourceVpce': made.s3 } },
    },
  };
  aws('s3api', 'put-bucket-policy', '--bucket', 'acme-copied', '--policy', JSON.stringify(copied));
  const ofEndpoint = await generated('endpoint-policy', 'endpoint');
  const policy = ['--policy-document', `file://${ofEndpoint}`];
  made.api = endpoint('sagemaker.api', '--vpc-endpoint-type', 'Interface', ...policy);
  made.runtime = endpoint('sagemaker.runtime', '--vpc-endpoint-type', 'Interface');
  const key = (...more: string[]) => aws('kms', 'create-key', '--query', 'KeyMetadata.Arn', ...more);
  made.plain = key();
  made.logs = key('--policy', `file://${await generated('log-key-policy', 'key')}`);
  const all = readFileSync(path.join(world.folder, 'key', 'key-log-key-policy.json'), 'utf8');
  const unbound = JSON.parse(all) as { Statement: { Condition?: object }[] };
  for (const statement of unbound.Statement) delete statement.Condition;
  made.open = key('--policy', JSON.stringify(unbound));
}, 300_000);
afterAll(async () => {
  await world.stop();
  await moto.stop();
});

const Report = z.object({
  findings: z.array(z.object({ code: z.string(), where: z.object({ text: z.string() }), reason: z.string() })),
});
const check = async (words: string[], key = 'AKIAINES000000000000') =>
  world.run(['guardrails', 'check', '--account', ...words], {
    AWS_ACCESS_KEY_ID: key,
    AWS_ENDPOINT_URL_EC2: world.url,
    AWS_ENDPOINT_URL_STS: world.url,
  });
async function judged(words: string[], key?: string) {
  const { code, stdout, stderr } = await check(['--json', ...words], key);
  expect([stderr, code]).not.toEqual([expect.anything(), 2]);
  return Report.parse(JSON.parse(stdout));
}

test('buckets, keys and endpoints that let past are found, each with the request; those with our policies are not', async () => {
  const { findings } = await judged(['--parameters', file]);
  const at = (code: string) => findings.filter((one) => one.code === code).map(({ where }) => where.text);
  expect(at('evaded-data-perimeter-s3-at-bucket').sort()).toEqual(['bucket acme-copied', 'bucket acme-open']);
  expect(findings.find(({ where }) => where.text === 'bucket acme-open')?.reason).toBe(
    'bucket acme-open has no policy, so that nothing there refuses s3:GetObject: from the internet, and 11 more',
  );
  // `endpoints` names that of S3 alone.
  expect(at('evaded-data-perimeter-s3-at-endpoint')).toEqual([`VPC endpoint ${made.s3}`]);
  expect(at('evaded-endpoint-policy-at-endpoint')).toEqual([]);
  expect(at('evaded-log-key-policy-at-key')).toEqual([`key ${made.open}`]);
  expect(at('set-operator-on-single-value')).toEqual(['policy of bucket acme-copied, Statement']);
  expect(at('policy-unreadable')).toEqual([]);
});

test('where no endpoints are named, those of SageMaker and S3 are judged', async () => {
  const all = world.write(JSON.stringify({ ...parameters, endpoints: undefined }), 'all.json');
  const { findings } = await judged(['--parameters', all]);
  const of = findings.filter(({ code }) => code === 'evaded-endpoint-policy-at-endpoint');
  expect(of.map(({ where }) => where.text)).toEqual([`VPC endpoint ${made.runtime}`]);
  const { stdout } = await check(['--parameters', all]);
  for (const id of [made.s3, made.api, made.runtime, made.plain]) expect(stdout).toContain(id);
  expect(stdout).not.toContain('dynamodb');
  expect(stdout).not.toContain('bucket elsewhere');
});

test('what may not be read could not be assessed, with the action to allow', async () => {
  const { stdout } = await check(['--parameters', file], 'AKIANOPOLICY00000000');
  for (const action of ['s3:GetBucketPolicy', 'kms:GetKeyPolicy', 'ec2:DescribeVpcEndpoints'])
    expect(stdout).toContain(`allow ${action}`);
  expect(stdout).toContain('the policies of 3 buckets (acme-guarded, acme-open, acme-copied)');
  const none = await check(['--parameters', file], 'AKIANOLIST0000000000');
  for (const action of ['s3:ListAllMyBuckets', 'kms:ListKeys']) expect(none.stdout).toContain(`allow ${action}`);
});

test('a bucket and an endpoint of another account are no pass', async () => {
  const far = { ...parameters, buckets: ['far-away-bucket'], endpoints: ['vpce-0far'] };
  const { stdout } = await check(['--parameters', world.write(JSON.stringify(far), 'far.json')]);
  for (const what of ['bucket far-away-bucket', 'VPC endpoint vpce-0far'])
    expect(stdout).toContain(`${what}: the account has none of this name there`);
});

test('some roles alone are judged without resources; parameters of another account are refused', async () => {
  moto.aws('iam', 'create-role', '--role-name', 'Studio', '--assume-role-policy-document', '{}');
  const { stdout } = await check(['--roles', 'Studio', '--parameters', file]);
  expect(stdout).toContain('looked at without --roles');
  expect(stdout).not.toContain('bucket acme');
  mkdirSync(path.join(world.folder, 'other'), { recursive: true });
  const other = path.join(world.folder, 'other', 'parameters.json');
  writeFileSync(other, JSON.stringify({ ...parameters, account: '999999999999', adminRoles: undefined }));
  expect(await check(['--parameters', other])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(
      'the parameters are of account 999999999999, and these credentials of 123456789012',
    ),
  });
});
