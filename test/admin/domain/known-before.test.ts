import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ListDomainsCommand, UpdateUserProfileCommand } from '@aws-sdk/client-sagemaker';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const moto = new Moto();
let world: StudioWorld;
let file: string;
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());
beforeEach(async () => {
  world = await new StudioWorld(moto.url).start();
  file = world.write(`studio: acme
account: '123456789012'
region: us-east-1
lifecycleConfigs: { hello: { StudioLifecycleConfigAppType: JupyterLab, script: echo } }
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/Studio
    userProfiles: { ana: { idle: 1h }, bo: {} }
    spaces: { study: { owner: ana, SpaceSettings: { AppType: JupyterLab } } }
`);
  expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
  expect(await world.run(['plan', file])).toMatchObject({ code: 0 });
});
afterEach(() => world.stop());

/** What a plan says, and what it describes for that. */
async function planned() {
  world.sagemaker.calls.splice(0);
  const { code, stdout } = await world.run(['plan', file]);
  return { code, stdout, described: world.sagemaker.calls.filter((called) => called.startsWith('Describe')).sort() };
}
const all = [
  'DescribeDomain',
  'DescribeSpace',
  'DescribeStudioLifecycleConfig',
  'DescribeUserProfile',
  'DescribeUserProfile',
];

it('what has not changed since the last plan is not described again; what others have changed is', async () => {
  expect(await planned()).toMatchObject({ code: 0, described: ['DescribeDomain'] });
  const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
  const idle = { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 300 } as const;
  const JupyterLabAppSettings = { AppLifecycleManagement: { IdleSettings: idle } };
  await world.direct.send(
    new UpdateUserProfileCommand({
      DomainId: Domains[0]?.DomainId,
      UserProfileName: 'ana',
      UserSettings: { JupyterLabAppSettings },
    }),
  );
  expect(await planned()).toMatchObject({
    code: 3,
    stdout: expect.stringContaining('IdleTimeoutInMinutes: 300 → 60'),
    described: expect.arrayContaining(['DescribeDomain', 'DescribeUserProfile']),
  });
});

it('what is kept can be thrown away, or broken, at any time, and holds nothing for others to read', async () => {
  const folder = path.join(world.folder, '.cache', 'studiolo', 'known');
  const [name = ''] = readdirSync(folder);
  expect(name).toBe('123456789012-us-east-1-acme.json');
  const kept = path.join(folder, name);
  const text = readFileSync(kept, 'utf8');
  for (const broken of [
    text.slice(0, 100),
    '[]',
    '{"format":"studiolo-known/0","known":{}}',
    text.replaceAll('"settings"', '"s"'),
  ]) {
    writeFileSync(kept, broken);
    expect(await planned()).toMatchObject({ code: 0, described: all });
  }
  rmSync(folder, { recursive: true });
  expect(await planned()).toMatchObject({ code: 0, described: all });
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'a file where the folder should be');
  expect(await planned()).toMatchObject({ code: 0, described: all });
});
