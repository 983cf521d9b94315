import {
  CreateAppCommand,
  DeleteAppCommand,
  DescribeAppCommand,
  ListAppsCommand,
  UpdateUserProfileCommand,
  type AppType,
  type ResourceSpec,
} from '@aws-sdk/client-sagemaker';
import { refusal, Studio } from './studio';

let studio: Studio;
let DomainId: string;
const open = async (allowClassicCreation: boolean) => {
  studio = await Studio.open({
    allowClassicCreation,
    failingLifecycleConfigs: ['broken'],
    imageUsers: { root: { uid: 0, gid: 0 }, odd: { uid: 1001, gid: 1001 } },
  });
  DomainId = await studio.acme();
};
afterEach(() => studio.close());

const create = (AppType: AppType, AppName: string, ResourceSpec?: ResourceSpec) =>
  studio.client.send(new CreateAppCommand({ DomainId, UserProfileName: 'ada', AppType, AppName, ResourceSpec }));
const describeApp = (AppType: AppType, AppName: string) =>
  studio.client.send(new DescribeAppCommand({ DomainId, UserProfileName: 'ADA', AppType, AppName }));

it.each(['JupyterServer', 'KernelGateway'] as const)('a %s app can no longer be created', async (appType) => {
  await open(false);
  expect(await refusal(create(appType, 'default'))).toEqual({
    name: 'ValidationException',
    message: `Invalid AppType [${appType}]. This AppType has been deprecated.`,
  });
});

describe('an account that is allowed Classic apps', () => {
  beforeEach(() => open(true));

  it('lists, describes and deletes them by their user profile', async () => {
    await create('JupyterServer', 'default');
    studio.settle();
    const { Apps = [] } = await studio.client.send(new ListAppsCommand({ UserProfileNameEquals: 'Ada' }));
    expect(Apps).toMatchObject([{ UserProfileName: 'ada', AppType: 'JupyterServer', Status: 'InService' }]);
    expect((await describeApp('JupyterServer', 'default')).ResourceSpec).toEqual({
      InstanceType: 'system',
      SageMakerImageArn: 'arn:aws:sagemaker:us-east-1:081325390199:image/jupyter-server-3',
    });
    await studio.client.send(
      new DeleteAppCommand({ DomainId, UserProfileName: 'ada', AppType: 'JupyterServer', AppName: 'default' }),
    );
    studio.settle();
    expect((await describeApp('JupyterServer', 'default')).Status).toBe('Deleted');
  });

  it('starts them for a user profile in service only', async () => {
    const UserSettings = { SecurityGroups: ['sg-1'] };
    const change = new UpdateUserProfileCommand({ DomainId, UserProfileName: 'ada', UserSettings });
    await studio.client.send(change);
    expect((await refusal(create('JupyterServer', 'default'))).name).toBe('ValidationException');
  });

  it('runs JupyterServer as `default` on `system` only', async () => {
    expect((await refusal(create('JupyterServer', 'mine'))).name).toBe('ValidationException');
    const large = create('JupyterServer', 'default', { InstanceType: 'ml.m5.large' });
    expect((await refusal(large)).name).toBe('ValidationException');
  });

  it('runs KernelGateway on ml.t3.medium for `system`, and on nothing where nobody names a type', async () => {
    await create('KernelGateway', 'kernel', { InstanceType: 'system' });
    expect((await describeApp('KernelGateway', 'kernel')).ResourceSpec?.InstanceType).toBe('ml.t3.medium');
    expect((await refusal(create('KernelGateway', 'other'))).name).toBe('ValidationException');
  });

  it('runs four KernelGateway apps on an instance', async () => {
    const onMedium = { InstanceType: 'ml.t3.medium' } as const;
    for (const name of ['a', 'b', 'c', 'd']) await create('KernelGateway', name, onMedium);
    expect(await refusal(create('KernelGateway', 'e', onMedium))).toEqual({
      name: 'ResourceLimitExceeded',
      message:
        'Unable to start more Apps of AppType [KernelGateway] and ResourceSpec(instanceType=[ml.t3.medium]) for ' +
        'UserProfile [ada]. Please delete an App with a matching AppType and ResourceSpec, then try again',
    });
    await create('KernelGateway', 'e', { InstanceType: 'ml.m5.large' });
  });

  it('runs a KernelGateway default script even if the request says None', async () => {
    const LifecycleConfigArn = await studio.script('broken', 'KernelGateway');
    await studio.profile(DomainId, 'bob', {
      UserSettings: {
        KernelGatewayAppSettings: {
          LifecycleConfigArns: [LifecycleConfigArn],
          DefaultResourceSpec: { LifecycleConfigArn },
        },
      },
    });
    const app = { DomainId, UserProfileName: 'bob', AppType: 'KernelGateway', AppName: 'kernel' } as const;
    const ResourceSpec = { InstanceType: 'ml.t3.medium', LifecycleConfigArn: 'None' } as const;
    await studio.client.send(new CreateAppCommand({ ...app, ResourceSpec }));
    studio.settle();
    expect((await studio.client.send(new DescribeAppCommand(app))).Status).toBe('Failed');
  });

  it.each([
    ['root', 0, 0, 'InService'],
    ['odd', 1000, 100, 'Failed'],
    ['odd', 1001, 1001, 'Failed'],
    ['plain', 0, 0, 'Failed'],
    ['root', 1000, 100, 'Failed'],
    ['plain', 1000, 100, 'InService'],
  ])('starts the image %s as user %i:%i: %s', async (name, DefaultUid, DefaultGid, status) => {
    const SageMakerImageArn = await studio.image(name, 1, {
      JupyterLabAppImageConfig: undefined,
      KernelGatewayImageConfig: { KernelSpecs: [{ Name: 'python3' }], FileSystemConfig: { DefaultUid, DefaultGid } },
    });
    const CustomImages = [{ ImageName: name, AppImageConfigName: name }];
    await studio.profile(DomainId, 'eve', { UserSettings: { KernelGatewayAppSettings: { CustomImages } } });
    const app = { DomainId, UserProfileName: 'eve', AppType: 'KernelGateway', AppName: 'kernel' } as const;
    const ResourceSpec = { InstanceType: 'ml.t3.medium', SageMakerImageArn } as const;
    await studio.client.send(new CreateAppCommand({ ...app, ResourceSpec }));
    studio.settle();
    expect((await studio.client.send(new DescribeAppCommand(app))).Status).toBe(status);
  });
});
