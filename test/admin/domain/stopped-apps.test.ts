import { CreateAppCommand, ListAppsCommand, ListDomainsCommand } from '@aws-sdk/client-sagemaker';
import { DISTRIBUTION } from '../../emulator/studio';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const text = (role: string) => `studio: acme
account: '123456789012'
region: us-east-1
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/${role}
    userProfiles: { ana: {} }
    spaces: { study: { owner: ana, SpaceSettings: { AppType: JupyterLab } } }
`;
const change = ['apply', '--yes', '--stop-apps'];

const moto = new Moto();
let world: StudioWorld;
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());
beforeEach(async () => {
  world = await new StudioWorld(moto.url).start();
  world.write(text('Studio'));
  expect(await world.run(['apply', '--yes'])).toMatchObject({ code: 0 });
  const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
  const app = { SpaceName: 'study', AppType: 'JupyterLab', AppName: 'default' } as const;
  const ResourceSpec = { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION } as const;
  await world.direct.send(new CreateAppCommand({ DomainId: Domains[0]?.DomainId, ...app, ResourceSpec }));
  while ((await status()) !== 'InService');
  world.write(text('Other'));
});
afterEach(() => world.stop());

const status = async () => (await world.direct.send(new ListAppsCommand({}))).Apps?.[0]?.Status;

it('says for which settings apps would have to be stopped', async () => {
  expect((await world.run(['plan'])).stdout).toContain(
    'needs apps to be stopped first: JupyterLab of study (to change DefaultUserSettings.ExecutionRole, ',
  );
  const { code, stderr } = await world.run(['apply', '--yes']);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining(
      'Nothing was changed: there is nothing to do in acme in us-east-1 but what waits for you\n',
    ),
  });
});

it('an app that was stopped for a change that AWS refuses is started again all the same', async () => {
  world.sagemaker.onCall = (called) => (called === 'UpdateDomain' ? 'denied' : undefined);
  const { code, stderr } = await world.run(change);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('allow sagemaker:UpdateDomain') });
  expect(stderr).toContain('~ start JupyterLab of study again on ml.t3.medium');
  expect(await status()).toBe('InService');
  world.sagemaker.onCall = () => undefined;
  expect(await world.run(change)).toMatchObject({ code: 0 });
  expect(await status()).toBe('InService');
});

it('of an app that could not be started again is told that running the command again does not start it', async () => {
  world.sagemaker.onCall = (called) => (called === 'CreateApp' ? 'denied' : undefined);
  const { code, stderr } = await world.run(change);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining(
      'sagemaker:CreateApp; correct the cause and start JupyterLab of study again on ml.t3.medium by hand: running the command again does not\n',
    ),
  });
});

it('an app that was not stopped is not started', async () => {
  world.sagemaker.onCall = (called) => (called === 'DeleteApp' ? 'denied' : undefined);
  const { code, stderr } = await world.run(change);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.not.stringContaining('start JupyterLab of study again') });
  expect(await status()).toBe('InService');
});
