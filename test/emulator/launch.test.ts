import {
  UpdateDomainCommand,
  UpdateUserProfileCommand,
  type ResourceSpec,
  type UserSettings,
} from '@aws-sdk/client-sagemaker';
import { ACCOUNT, DISTRIBUTION, refusal, ROLE, Studio } from './studio';

let studio: Studio;
let DomainId: string;
beforeEach(async () => {
  studio = await Studio.open({
    failingLifecycleConfigs: ['broken', 'broken-too'],
    imageUsers: { root: { uid: 0, gid: 0 } },
  });
  DomainId = await studio.acme();
});
afterEach(() => studio.close());

const updateDomain = async (DefaultUserSettings: UserSettings) => {
  await studio.client.send(new UpdateDomainCommand({ DomainId, DefaultUserSettings }));
  studio.settle();
};
const updateProfile = async (UserSettings: UserSettings) => {
  await studio.client.send(new UpdateUserProfileCommand({ DomainId, UserProfileName: 'ada', UserSettings }));
  studio.settle();
};
/** Launches with a spec and nothing else, and waits for the outcome. */
async function outcome(ResourceSpec: ResourceSpec | undefined) {
  await studio.launch(DomainId, { ResourceSpec });
  studio.settle();
  return studio.describe(DomainId);
}
const onMedium = { InstanceType: 'ml.t3.medium' } as const;
const distribution: ResourceSpec = { ...onMedium, SageMakerImageArn: DISTRIBUTION };

describe('the instance type', () => {
  const specFor = (InstanceType: ResourceSpec['InstanceType']) => ({
    JupyterLabAppSettings: { DefaultResourceSpec: { InstanceType, SageMakerImageArn: DISTRIBUTION } },
  });

  it('is the request’s, else the profile’s, else the domain’s', async () => {
    await updateDomain(specFor('ml.m5.large'));
    expect((await outcome(undefined)).ResourceSpec?.InstanceType).toBe('ml.m5.large');
    await studio.stop(DomainId);
    await updateProfile(specFor('ml.m5.xlarge'));
    expect((await outcome({})).ResourceSpec?.InstanceType).toBe('ml.m5.xlarge');
    await studio.stop(DomainId);
    studio.settle();
    expect((await outcome(onMedium)).ResourceSpec?.InstanceType).toBe('ml.t3.medium');
  });

  it('has to be named by somebody', async () => {
    const call = studio.launch(DomainId, { ResourceSpec: { SageMakerImageArn: DISTRIBUTION } });
    expect((await refusal(call)).name).toBe('ValidationException');
  });
});

describe('a lifecycle configuration', () => {
  const attached = async (...names: string[]) => {
    const LifecycleConfigArns = await Promise.all(names.map((name) => studio.script(name)));
    await updateDomain({ JupyterLabAppSettings: { LifecycleConfigArns } });
    return LifecycleConfigArns;
  };

  it('that is attached and ends well lets the app start', async () => {
    const [LifecycleConfigArn] = await attached('hello');
    expect(await outcome({ ...distribution, LifecycleConfigArn })).toMatchObject({
      Status: 'InService',
      ResourceSpec: { LifecycleConfigArn },
    });
  });

  it('that fails fails the app, and is named as the reason', async () => {
    const [LifecycleConfigArn = ''] = await attached('broken');
    const { Status, FailureReason } = await outcome({ ...distribution, LifecycleConfigArn });
    expect(Status).toBe('Failed');
    expect(FailureReason).toMatch(/^ConfigurationError: LifecycleConfig/);
    expect(FailureReason).toContain(LifecycleConfigArn);
  });

  it('that is not attached fails the app at its start', async () => {
    const LifecycleConfigArn = await studio.script('loose');
    expect((await outcome({ ...distribution, LifecycleConfigArn })).Status).toBe('Failed');
  });

  it('that is the default but not attached is accepted in the settings and fails the app', async () => {
    const LifecycleConfigArn = await studio.script('loose');
    await updateDomain({ JupyterLabAppSettings: { DefaultResourceSpec: { LifecycleConfigArn } } });
    expect((await outcome(distribution)).Status).toBe('Failed');
  });

  it('that is the default runs unless the request says None', async () => {
    const [LifecycleConfigArn] = await attached('broken');
    await updateDomain({ JupyterLabAppSettings: { DefaultResourceSpec: { LifecycleConfigArn } } });
    expect((await outcome(distribution)).Status).toBe('Failed');
    expect((await outcome({ ...distribution, LifecycleConfigArn: 'None' })).Status).toBe('InService');
  });

  it('of the profile comes before the domain’s', async () => {
    const [broken, hello] = await attached('broken', 'hello');
    await updateDomain({ JupyterLabAppSettings: { DefaultResourceSpec: { LifecycleConfigArn: broken } } });
    await updateProfile({ JupyterLabAppSettings: { DefaultResourceSpec: { LifecycleConfigArn: hello } } });
    expect((await outcome(distribution)).ResourceSpec?.LifecycleConfigArn).toBe(hello);
  });

  it('that is built in always runs, even with None chosen', async () => {
    const BuiltInLifecycleConfigArn = await studio.script('broken');
    await updateDomain({ JupyterLabAppSettings: { BuiltInLifecycleConfigArn } });
    const app = await outcome({ ...distribution, LifecycleConfigArn: 'None' });
    expect(app).toMatchObject({ Status: 'Failed', BuiltInLifecycleConfigArn });
  });

  it('that is built in for the profile comes before the domain’s', async () => {
    const [broken, hello] = await attached('broken', 'hello');
    await updateDomain({ JupyterLabAppSettings: { BuiltInLifecycleConfigArn: broken } });
    await updateProfile({ JupyterLabAppSettings: { BuiltInLifecycleConfigArn: hello } });
    expect(await outcome(distribution)).toMatchObject({ Status: 'InService', BuiltInLifecycleConfigArn: hello });
  });

  it('that is built in runs before the chosen one', async () => {
    const [LifecycleConfigArn] = await attached('broken-too');
    const BuiltInLifecycleConfigArn = await studio.script('broken');
    await updateDomain({ JupyterLabAppSettings: { BuiltInLifecycleConfigArn } });
    const { FailureReason } = await outcome({ ...distribution, LifecycleConfigArn });
    expect(FailureReason).toContain(`[${BuiltInLifecycleConfigArn}]`);
  });

  it('that is built in is read at launch: a running app keeps what it was started with', async () => {
    await studio.launch(DomainId);
    const BuiltInLifecycleConfigArn = await studio.script('hello');
    await updateDomain({ JupyterLabAppSettings: { BuiltInLifecycleConfigArn } });
    expect((await studio.describe(DomainId)).BuiltInLifecycleConfigArn).toBeUndefined();
    await studio.stop(DomainId);
    studio.settle();
    expect((await outcome(distribution)).BuiltInLifecycleConfigArn).toBe(BuiltInLifecycleConfigArn);
  });
});

describe('an image', () => {
  const attach = (ImageName: string, ImageVersionNumber?: number) =>
    updateDomain({
      JupyterLabAppSettings: { CustomImages: [{ ImageName, AppImageConfigName: ImageName, ImageVersionNumber }] },
    });

  it('has to be named for JupyterLab', async () => {
    expect((await refusal(studio.launch(DomainId, { ResourceSpec: onMedium }))).name).toBe('ValidationException');
  });

  // What every object has in JavaScript is a name like any other.
  it.each(['custom', 'constructor'])('of one’s own, %s, starts if it is attached', async (name) => {
    const SageMakerImageArn = await studio.image(name, 1);
    const call = studio.launch(DomainId, { ResourceSpec: { ...onMedium, SageMakerImageArn } });
    expect((await refusal(call)).name).toBe('ValidationException');
    await attach(name);
    expect((await outcome({ ...onMedium, SageMakerImageArn })).Status).toBe('InService');
  });

  it('that runs as another user than its AppImageConfig says fails the app', async () => {
    const SageMakerImageArn = await studio.image('root', 1);
    await attach('root');
    expect(await outcome({ ...onMedium, SageMakerImageArn })).toMatchObject({
      Status: 'Failed',
      FailureReason: 'InternalFailure',
    });
  });

  it.each([
    ['JupyterLab', { JupyterLabAppImageConfig: { FileSystemConfig: { DefaultUid: 0, DefaultGid: 0 } } }],
    ['CodeEditor', { CodeEditorAppImageConfig: { FileSystemConfig: { DefaultUid: 0, DefaultGid: 0 } } }],
  ] as const)('that %s is told to run as root fails the app', async (AppType, config) => {
    const SageMakerImageArn = await studio.image('custom', 1, config);
    const CustomImages = [{ ImageName: 'custom', AppImageConfigName: 'custom' }];
    await updateDomain({ JupyterLabAppSettings: { CustomImages }, CodeEditorAppSettings: { CustomImages } });
    await studio.space(DomainId, 'any', 'ada', { SpaceSettings: {} });
    await studio.launch(DomainId, { SpaceName: 'any', AppType, ResourceSpec: { ...onMedium, SageMakerImageArn } });
    studio.settle();
    expect((await studio.describe(DomainId, 'any', AppType)).FailureReason).toBe('InternalFailure');
  });

  it('is the one that the profile attaches before the domain’s', async () => {
    const SageMakerImageArn = await studio.image('custom', 1);
    const attachment = { ImageName: 'custom', AppImageConfigName: 'custom' };
    await updateProfile({ JupyterLabAppSettings: { CustomImages: [{ ...attachment, ImageVersionNumber: 1 }] } });
    await updateDomain({ JupyterLabAppSettings: { CustomImages: [attachment] } });
    await studio.version('custom');
    await studio.launch(DomainId, { ResourceSpec: { ...onMedium, SageMakerImageArn } });
    expect((await studio.describe(DomainId)).Status).toBe('Pending');
  });

  it('is named alone when its version is None', async () => {
    const spec: ResourceSpec = { ...distribution, SageMakerImageVersionArn: 'None' };
    expect((await outcome(spec)).ResourceSpec).toEqual(distribution);
  });

  it('has to exist in the version that is asked for', async () => {
    const SageMakerImageArn = await studio.image('custom', 1);
    await attach('custom');
    const SageMakerImageVersionArn = `${SageMakerImageArn.replace(':image/', ':image-version/')}/2`;
    const call = studio.launch(DomainId, { ResourceSpec: { ...onMedium, SageMakerImageVersionArn } });
    expect((await refusal(call)).message).toBe('ImageVersion 2 of Image custom does not exist.');
    const alias = { ...onMedium, SageMakerImageArn, SageMakerImageVersionAlias: '9.9' };
    expect((await refusal(studio.launch(DomainId, { ResourceSpec: alias }))).name).toBe('ValidationException');
  });

  it('has to be CREATED in that version: the latest, unless the attachment, an alias or an ARN says which', async () => {
    const SageMakerImageArn = await studio.image('custom', 1, {});
    await studio.version('custom', { Aliases: ['1.0'] });
    studio.settle();
    await attach('custom');
    await studio.version('custom');
    const spec = { ...onMedium, SageMakerImageArn };
    expect(await refusal(studio.launch(DomainId, { ResourceSpec: spec }))).toEqual({
      name: 'ValidationException',
      message: 'ImageVersion 3 of Image custom is in an invalid state.',
    });
    await attach('custom', 1);
    await studio.version('custom');
    await studio.launch(DomainId, { ResourceSpec: spec });
    await studio.stop(DomainId);
    await attach('custom');
    const newest = await studio.version('custom');
    expect((await refusal(studio.launch(DomainId, { ResourceSpec: spec }))).message).toContain('ImageVersion 5');
    const first = { ...spec, SageMakerImageVersionArn: newest.replace(/5$/, '1') };
    for (const ResourceSpec of [first, { ...spec, SageMakerImageVersionAlias: '1.0' }]) {
      await studio.launch(DomainId, { ResourceSpec });
      await studio.stop(DomainId);
      studio.clock.advance(60_000);
    }
    expect((await studio.describe(DomainId)).Status).toBe('Deleted');
  });

  it('of the request says nothing of the default’s version', async () => {
    const SageMakerImageArn = await studio.image('custom', 1);
    const byDefault = `${DISTRIBUTION.replace(':image/', ':image-version/')}/7`;
    await updateDomain({
      JupyterLabAppSettings: {
        CustomImages: [{ ImageName: 'custom', AppImageConfigName: 'custom' }],
        DefaultResourceSpec: { ...onMedium, SageMakerImageVersionArn: byDefault },
      },
    });
    expect((await outcome({ SageMakerImageArn })).ResourceSpec).toEqual({ ...onMedium, SageMakerImageArn });
  });
});

it('a launch needs a space, a profile and a domain in service', async () => {
  await studio.client.send(
    new UpdateDomainCommand({ DomainId, DefaultUserSettings: { ExecutionRole: ROLE, SecurityGroups: [] } }),
  );
  expect(await refusal(studio.launch(DomainId))).toMatchObject({
    name: 'ValidationException',
    message: expect.stringContaining('is not in InService') as string,
  });
});

it.each([
  ['region', 'us-east-1', 'eu-west-1'],
  ['account', ACCOUNT, '210987654321'],
])('takes no script of another %s', async (_, own, other) => {
  const arn = await studio.script('setup');
  const JupyterLabAppSettings = (each: string) => ({ JupyterLabAppSettings: { LifecycleConfigArns: [each] } });
  expect(await refusal(updateDomain(JupyterLabAppSettings(arn.replace(own, other))))).toEqual({
    name: 'ValidationException',
    message: `StudioLifecycleConfig [${arn.replace(own, other)}] does not exist.`,
  });
  await updateDomain(JupyterLabAppSettings(arn));
});

it('takes no image of another region', async () => {
  const arn = await studio.image('tools', 1);
  await updateDomain({
    JupyterLabAppSettings: { CustomImages: [{ ImageName: 'tools', AppImageConfigName: 'tools' }] },
  });
  const launch = (SageMakerImageArn: string) =>
    studio.launch(DomainId, { ResourceSpec: { ...onMedium, SageMakerImageArn } });
  const { name, message } = await refusal(launch(arn.replace('us-east-1', 'eu-west-1')));
  expect([name, message]).toEqual(['ValidationException', expect.stringContaining('is not attached')]);
  await launch(arn);
});
