import { runSimulation } from '@cloud-copilot/iam-simulate';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Program } from '../emulator/program';
import { backup, emptyBucket, restore } from './home-in-s3';
import { Moto } from './moto';
import { LifecycleRoot, type RootOptions } from './root';
import { script } from './script';
import { space } from './studio-environment';
import { throwawayRoots } from './throwaway-roots';

jest.setTimeout(300_000);

const moto = new Moto();
const program = new Program();
const addresses = new Map<string, string>();
const booted = throwawayRoots();
let before: number;

beforeAll(async () => {
  await moto.start();
  for (const sharing of ['Private', 'Shared']) {
    const file = program.at(`${sharing}.yaml`);
    writeFileSync(
      file,
      `domains:
  ${space.domain}:
    DomainName: lab
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-0a1b2c3d]
    DefaultUserSettings: { ExecutionRole: arn:aws:iam::123456789012:role/studio }
    userProfiles: { ana: {} }
    spaces: { ${space.name}: { owner: ana, sharing: ${sharing}, SpaceSettings: { AppType: JupyterLab } } }
`,
    );
    addresses.set(sharing, (await program.start('--seed', file)).url);
  }
}, 600_000);
beforeEach(async () => {
  await emptyBucket(moto);
  before = moto.requests.length;
});
afterAll(async () => {
  await moto.stop();
  await program.close();
});

/** An app of a space of that kind, with a notebook in its home folder. */
async function app(sharing: 'Private' | 'Shared', options: RootOptions = {}): Promise<LifecycleRoot> {
  const environment = { ...moto.environment, AWS_ENDPOINT_URL_SAGEMAKER: addresses.get(sharing) ?? '' };
  const root = await booted({ environment: { ...environment, ...options.environment } });
  await root.execute(['bash', '-c', 'mkdir work && echo notebook >work/a.ipynb']);
  return root;
}
/** Credentials of a session of a role, as Studio gives them to apps. */
function session(name: string): Record<string, string> {
  const role = ['--role-arn', 'arn:aws:iam::123456789012:role/studio', '--role-session-name', name];
  const { Credentials } = JSON.parse(moto.aws('sts', 'assume-role', ...role)) as {
    Credentials: { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
  };
  return {
    AWS_ACCESS_KEY_ID: Credentials.AccessKeyId,
    AWS_SECRET_ACCESS_KEY: Credentials.SecretAccessKey,
    AWS_SESSION_TOKEN: Credentials.SessionToken,
  };
}
/** The folders under which there are backups. */
async function places(): Promise<string[]> {
  const listed = await fetch(`${moto.url}/homes?list-type=2`).then((answer) => answer.text());
  const keys = [...listed.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
  return [...new Set(keys.map((key) => key.replace(/\/(pieces|manifests)\/[^/]*$/, '')))];
}

it('puts the backups of a private space below the user profile that owns it, and restores from there', async () => {
  const root = await app('Private');
  expect((await backup(root, { PERSON: 'profile' })).log).toContain('2 files and folders');
  expect(await places()).toEqual([`studio/${space.domain}/ana/${space.name}`]);
  const other = await booted({ environment: moto.environment });
  const place = `s3://homes/studio/${space.domain}/ana/${space.name}`;
  expect((await restore(other, { SOURCE: place })).log).toContain('2 files and folders');
  expect(readFileSync(path.join(other.home, 'work/a.ipynb'), 'utf8')).toBe('notebook\n');
});

it('puts them below the session, where sessions have the names of people', async () => {
  const root = await app('Private', { environment: session('ana@example.com') });
  expect((await backup(root, { PERSON: 'session' })).log).toContain('2 files and folders');
  const [place = ''] = await places();
  expect(place).toMatch(new RegExp(`^studio/${space.domain}/[A-Z0-9]+:ana@example\\.com/${space.name}$`));
  const other = await booted({ environment: moto.environment });
  expect((await restore(other, { SOURCE: `s3://homes/${place}` })).log).toContain('2 files and folders');
});

it("keeps a shared space's backups apart from everybody's own", async () => {
  const root = await app('Shared');
  await backup(root, { PERSON: 'profile' });
  expect(await places()).toEqual([`studio/${space.domain}/_shared/${space.name}`]);
});

it.each([
  [{ PERSON: 'session' }, () => session('SageMaker'), 'every session is called SageMaker'],
  [{ PERSON: 'session' }, () => ({}), "this is no role's session"],
  [
    { PERSON: 'profile' },
    () => ({ AWS_ENDPOINT_URL_SAGEMAKER: 'http://127.0.0.1:1' }),
    'sagemaker:DescribeSpace is needed',
  ],
  [{ PERSON: 'everybody' }, () => ({}), "PERSON is 'everybody'"],
  [{ PERSON: '../bob' }, () => ({}), "PERSON is '../bob'"],
])('copies nothing anywhere when it does not know whose home it is: %j', async (parameters, environment, why) => {
  const root = await app('Private', { environment: { AWS_MAX_ATTEMPTS: '1', ...environment() } });
  const text = script('backup-home', { DESTINATION: 's3://homes/studio', ...parameters });
  expect(await root.run(text)).toMatchObject({ status: 0, output: expect.stringContaining(why) });
  expect(await places()).toEqual([]);
});

/** The policies that the document gives: the role's, the bucket's. */
const [role, bucket] = [
  ...readFileSync(path.resolve(__dirname, '../../docs/backups-per-person.md'), 'utf8').matchAll(/```json\n([^]*?)```/g),
].map(([, text = '']) => JSON.parse(text.replaceAll('acme-homes', 'homes')) as unknown);
const full = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

interface Asked {
  action: string;
  resource: string;
  prefix?: string;
}
/** What a request to S3 needs to be allowed. */
function needs(request: string): Asked {
  const [method = '', address = ''] = request.split(' ');
  const url = new URL(address, 'http://s3');
  const key = decodeURIComponent(url.pathname.replace(/^\/homes\/?/, ''));
  if (key === '')
    return { action: 's3:ListBucket', resource: 'arn:aws:s3:::homes', prefix: url.searchParams.get('prefix') ?? '' };
  return {
    action: method === 'PUT' || method === 'POST' ? 's3:PutObject' : 's3:GetObject',
    resource: `arn:aws:s3:::homes/${key}`,
  };
}
/** Whether IAM lets a session with this source identity do it, with what the document gives and perhaps more. */
async function may(person: string | undefined, { action, resource, prefix }: Asked, more: readonly unknown[] = []) {
  const answer = await runSimulation(
    {
      request: {
        principal: 'arn:aws:sts::123456789012:assumed-role/studio/SageMaker',
        action,
        resource: { resource, accountId: '123456789012' },
        contextVariables: {
          'aws:PrincipalArn': 'arn:aws:iam::123456789012:role/studio',
          ...(person === undefined ? {} : { 'aws:SourceIdentity': person }),
          ...(prefix === undefined ? {} : { 's3:prefix': prefix }),
        },
      },
      identityPolicies: [role, ...more].map((policy, index) => ({ name: `policy ${index}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: bucket,
    },
    {},
  );
  if (answer.resultType !== 'single') throw new Error(JSON.stringify(answer));
  // It drops what it does not know, and then nothing would be proved.
  if (answer.result.ignoredContextKeys?.length !== 0) throw new Error(JSON.stringify(answer.result));
  return answer.result.analysis.result;
}

it('asks S3 for nothing that the policies refuse to the owner, or allow to anybody else with the same role', async () => {
  const root = await app('Private');
  await backup(root, { PERSON: 'profile' });
  const other = await booted({ environment: moto.environment });
  await restore(other, { SOURCE: `s3://homes/studio/${space.domain}/ana/${space.name}` });
  const requests = moto.requests.slice(before).filter((request) => /^\w+ \/homes[/?]/.test(request));
  const asked = requests
    .map(needs)
    .filter(({ prefix, resource }) => prefix !== '' || resource !== 'arn:aws:s3:::homes');
  const made = asked.filter(({ resource, prefix = '' }) => `${resource}${prefix}`.includes('/ana/'));
  expect(new Set(made.map(({ action }) => action))).toEqual(new Set(['s3:ListBucket', 's3:PutObject', 's3:GetObject']));
  expect(made).toEqual(asked);
  for (const each of asked) {
    expect([each, await may('ana', each), await may('ana', each, [full])]).toEqual([each, 'Allowed', 'Allowed']);
    for (const stranger of ['bob', 'ana-b', 'an', 'ANA', undefined]) {
      expect([stranger, each, await may(stranger, each)]).not.toContain('Allowed');
      expect([stranger, each, await may(stranger, each, [full])]).toEqual([stranger, each, 'ExplicitlyDenied']);
    }
  }
});

it.each([
  { action: 's3:ListBucket', resource: 'arn:aws:s3:::homes' },
  { action: 's3:ListBucket', resource: 'arn:aws:s3:::homes', prefix: '' },
  { action: 's3:ListBucket', resource: 'arn:aws:s3:::homes', prefix: `studio/${space.domain}/` },
  { action: 's3:ListBucketVersions', resource: 'arn:aws:s3:::homes', prefix: `studio/${space.domain}/bob/` },
  { action: 's3:GetObject', resource: 'arn:aws:s3:::homes/studio/d-other/ana/study/manifests/x' },
  { action: 's3:GetObjectVersion', resource: `arn:aws:s3:::homes/studio/${space.domain}/bob/study/pieces/x` },
  { action: 's3:DeleteObject', resource: `arn:aws:s3:::homes/studio/${space.domain}/bob/study/pieces/x` },
  { action: 's3:GetObject', resource: `arn:aws:s3:::homes/studio/${space.domain}/_shared/study/pieces/x` },
])('refuses one person %j, even with every permission otherwise', async (asked) => {
  expect(await may('ana', asked, [full])).toBe('ExplicitlyDenied');
});
