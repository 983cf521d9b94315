import { DeleteSpaceCommand, ListDomainsCommand, ListSpacesCommand } from '@aws-sdk/client-sagemaker';
import { stringify } from 'yaml';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const everything = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
const noTrail = { Statement: [{ Effect: 'Deny', Action: 'cloudtrail:*', Resource: '*' }, ...everything.Statement] };
const byRole = (name: string, session: string) => `arn:aws:sts::123456789012:assumed-role/${name}/${session}`;
const callers = {
  AKIAINES000000000000: { principal: byRole('StudioAdmin', 'ines'), policies: [everything] },
  AKIAOTTO000000000000: { principal: byRole('Console', 'otto'), policies: [everything] },
  AKIABLIND00000000000: { principal: byRole('StudioAdmin', 'blind'), policies: [noTrail] },
};
const ines = { AWS_ACCESS_KEY_ID: 'AKIAINES000000000000' };
const text = (idle: string) => `studio: acme
account: '123456789012'
region: us-east-1
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/Studio
    tags: { company: acme }
    userProfiles: { ana: { idle: ${idle} }, bo: {} }
    spaces: { study: { owner: ana, SpaceSettings: { AppType: JupyterLab } } }
`;

const moto = new Moto();
let world: StudioWorld;
let file: string;
let id: string;
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());
beforeEach(async () => {
  world = await new StudioWorld(moto.url).start(stringify({ account: '123456789012', callers }));
  file = world.write(text('1h'));
  expect(await world.run(['apply', file, '--yes'], ines)).toMatchObject({ code: 0 });
  id = (await world.direct.send(new ListDomainsCommand({}))).Domains?.[0]?.DomainId ?? '';
});
afterEach(() => world.stop());

const settings = (role: string) => JSON.stringify({ ExecutionRole: `arn:aws:iam::123456789012:role/${role}` });
const drift = async (more: NodeJS.ProcessEnv = ines) => {
  const { code, stdout } = await world.run(['drift', file], more);
  return { code, stdout: stdout.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'TIME') };
};

it('where all is as the file says there is none', async () => {
  expect(await drift()).toEqual({
    code: 0,
    stdout: 'No drift: everything of acme in us-east-1 is as the file says.\n',
  });
});

it('what others have changed, taken away or tagged is told with the time, the hand and the call', async () => {
  world.callAs('AKIAOTTO000000000000');
  await world.aws('sagemaker', 'update-domain', '--domain-id', id, '--default-user-settings', settings('ByHand'));
  const profile = ['--domain-id', id, '--user-profile-name', 'ana', '--user-settings'];
  const idle = (minutes: number) =>
    JSON.stringify({
      JupyterLabAppSettings: {
        AppLifecycleManagement: { IdleSettings: { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: minutes } },
      },
    });
  await world.aws('sagemaker', 'update-user-profile', ...profile, idle(300));
  world.callAs('AKIAINES000000000000');
  // A later change of something else is not the drift.
  await world.aws('sagemaker', 'update-user-profile', ...profile, '{"SecurityGroups":["sg-1"]}');
  await world.direct.send(new DeleteSpaceCommand({ DomainId: id, SpaceName: 'study' }));
  while ((await world.direct.send(new ListSpacesCommand({}))).Spaces?.length !== 0);
  const arn = `arn:aws:sagemaker:us-east-1:123456789012:domain/${id}`;
  await world.aws('sagemaker', 'delete-tags', '--resource-arn', arn, '--tag-keys', 'company');
  expect(await drift()).toEqual({
    code: 3,
    stdout: `domain one
  tag company is not acme, as the file says
    since TIME UTC by assumed-role/StudioAdmin/ines (DeleteTags)
domain one
  DefaultUserSettings.ExecutionRole is role/ByHand, the file says role/Studio
    since TIME UTC by assumed-role/Console/otto (UpdateDomain)
user profile ana in domain one
  UserSettings.JupyterLabAppSettings.AppLifecycleManagement.IdleSettings.IdleTimeoutInMinutes is 300, the file says 60
    since TIME UTC by assumed-role/Console/otto (UpdateUserProfile)
space study in domain one
  is not there
    since TIME UTC by user/AKIATEST000000000000 (DeleteSpace)

4 differences from the file.
`,
  });
  expect(await world.run(['apply', file, '--yes'], ines)).toMatchObject({ code: 0 });
  expect(await drift()).toMatchObject({ code: 0 });
});

it('who may not ask CloudTrail is told who differs, and what is missing', async () => {
  file = world.write(text('2h'));
  const { code, stdout } = await drift({ AWS_ACCESS_KEY_ID: 'AKIABLIND00000000000' });
  expect(code).toBe(3);
  expect(stdout).toMatch(/IdleTimeoutInMinutes is 60, the file says 120/);
  expect(stdout).toMatch(/not known: CloudTrail could not be asked: .*; allow cloudtrail:LookupEvents/);
});
