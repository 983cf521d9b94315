import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Program } from '../emulator/program';
import { Moto } from '../lifecycle/moto';
import { tellCount } from './count';

jest.setTimeout(600_000);
const custodian = path.join(process.env.STUDIOLO_CUSTODIAN ?? '', 'bin', 'custodian');
const program = new Program();
const moto = new Moto();
beforeAll(() => moto.start());
afterAll(async () => {
  await program.close();
  await moto.stop();
});

const image = 'arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-cpu';
const app = (InstanceType: string, since: string) => ({
  AppType: 'JupyterLab',
  since,
  ResourceSpec: { InstanceType, SageMakerImageArn: image },
});
const domain = {
  AuthMode: 'IAM',
  VpcId: 'vpc-1',
  SubnetIds: ['subnet-1'],
  DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/studio' },
};
const SEED = {
  domains: {
    'd-open': {
      ...domain,
      DomainName: 'open',
      AppNetworkAccessType: 'PublicInternetOnly',
      tags: { team: 'ml' },
      userProfiles: { ana: { tags: { owner: 'ana' } }, bo: {} },
      spaces: {
        'ana-lab': {
          owner: 'ana',
          sharing: 'Private',
          SpaceSettings: { AppType: 'JupyterLab' },
          tags: { team: 'ml' },
          apps: [app('ml.g5.xlarge', '3d ago')],
        },
        room: {
          owner: 'bo',
          sharing: 'Shared',
          SpaceSettings: { AppType: 'JupyterLab' },
          apps: [app('ml.t3.medium', '1h ago')],
        },
      },
    },
    'd-closed': { ...domain, DomainName: 'closed', AppNetworkAccessType: 'VpcOnly', tags: { team: 'risk' } },
  },
};

/** Each policy, and what it finds: the table is made by hand from the seed. */
const POLICIES: { name: string; resource: string; filters: object[]; finds: string[] }[] = [
  {
    name: 'domains-on-the-internet',
    resource: 'sagemaker-domain',
    filters: [{ AppNetworkAccessType: 'PublicInternetOnly' }],
    finds: ['open'],
  },
  { name: 'domains-of-risk', resource: 'sagemaker-domain', filters: [{ 'tag:team': 'risk' }], finds: ['closed'] },
  { name: 'domains', resource: 'sagemaker-domain', filters: [], finds: ['closed', 'open'] },
  {
    name: 'profiles-without-owner',
    resource: 'sagemaker-user-profile',
    filters: [{ 'tag:owner': 'absent' }],
    finds: ['bo'],
  },
  {
    name: 'shared-spaces',
    resource: 'sagemaker-space',
    filters: [{ 'SpaceSharingSettings.SharingType': 'Shared' }],
    finds: ['room'],
  },
  {
    name: 'spaces-without-team',
    resource: 'sagemaker-space',
    filters: [{ 'tag:team': 'absent' }],
    finds: ['room'],
  },
  {
    name: 'large-apps',
    resource: 'sagemaker-app',
    filters: [{ type: 'value', key: 'ResourceSpec.InstanceType', op: 'regex', value: 'ml\\.[gp].*' }],
    finds: ['ana-lab'],
  },
  // An app has the tags of its domain as well.
  { name: 'apps-of-a-team', resource: 'sagemaker-app', filters: [{ 'tag:team': 'ml' }], finds: ['ana-lab', 'room'] },
];

it('Cloud Custodian finds what is in the seed, unmodified, with moto behind', async () => {
  writeFileSync(program.at('seed.json'), JSON.stringify(SEED));
  const policies = POLICIES.map(({ name, resource, filters }) => ({ name, resource, filters }));
  writeFileSync(program.at('policies.json'), JSON.stringify({ policies }));
  const run = await program.start('--seed', program.at('seed.json'), '--others', moto.url);
  const [out, given] = [program.at('out'), program.at('policies.json')];
  const { status, stderr } = spawnSync(custodian, ['run', '--cache-period', '0', '-s', out, given], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: program.folder,
      AWS_ENDPOINT_URL: run.url,
      AWS_ACCESS_KEY_ID: 'AKIACUSTODIAN',
      AWS_SECRET_ACCESS_KEY: 'emulated',
      AWS_DEFAULT_REGION: 'us-east-1',
    },
  });
  expect([status, stderr.includes('ERROR')]).toEqual([0, false]);
  const found = Object.fromEntries(
    readdirSync(out).map((name) => {
      const resources: Record<string, string>[] = JSON.parse(
        readFileSync(path.join(out, name, 'resources.json'), 'utf8'),
      );
      return [name, resources.map((one) => one.DomainName ?? one.SpaceName ?? one.UserProfileName).sort()];
    }),
  );
  expect(found).toEqual(Object.fromEntries(POLICIES.map(({ name, finds }) => [name, finds])));
  await run.end('SIGTERM');
  tellCount(`${POLICIES.length} policies of Cloud Custodian`);
});
