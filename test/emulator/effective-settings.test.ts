import {
  UpdateDomainCommand,
  UpdateSpaceCommand,
  UpdateUserProfileCommand,
  type IdleSettings,
  type UserSettings,
} from '@aws-sdk/client-sagemaker';
import { DISTRIBUTION, refusal, ROLE, Studio } from './studio';

let studio: Studio;
beforeEach(async () => {
  studio = await Studio.open();
});
afterEach(() => studio.close());

const spec = (InstanceType: 'ml.t3.medium' | 'ml.m5.large' | 'ml.m5.xlarge' | 'ml.c5.large') => ({
  JupyterLabAppSettings: { DefaultResourceSpec: { InstanceType, SageMakerImageArn: DISTRIBUTION } },
});
const idle = (IdleSettings: IdleSettings) => ({
  JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings } },
});

describe('a space', () => {
  /** The instance type that the app of a space is launched on when the request says nothing. */
  async function launchedOn(domainId: string, SpaceName: string) {
    await studio.launch(domainId, { SpaceName, ResourceSpec: undefined });
    return (await studio.describe(domainId, SpaceName)).ResourceSpec?.InstanceType;
  }

  it('that is private has its owner’s settings before the domain’s, and its own before both', async () => {
    const domainId = await studio.domain({ DefaultUserSettings: spec('ml.m5.large') });
    await studio.profile(domainId, 'ada', { UserSettings: spec('ml.m5.xlarge') });
    await studio.profile(domainId, 'bob');
    await studio.space(domainId, 'of-ada', 'ada');
    await studio.space(domainId, 'of-bob', 'bob');
    await studio.space(domainId, 'special', 'ada', {
      SpaceSettings: { AppType: 'JupyterLab', ...spec('ml.c5.large') },
    });
    expect(await launchedOn(domainId, 'of-ada')).toBe('ml.m5.xlarge');
    expect(await launchedOn(domainId, 'of-bob')).toBe('ml.m5.large');
    expect(await launchedOn(domainId, 'special')).toBe('ml.c5.large');
  });

  it('that is shared has the settings for spaces, whoever owns it', async () => {
    const domainId = await studio.domain({
      DefaultUserSettings: spec('ml.m5.large'),
      DefaultSpaceSettings: spec('ml.t3.medium'),
    });
    await studio.profile(domainId, 'ada', { UserSettings: spec('ml.m5.xlarge') });
    await studio.space(domainId, 'team', 'ada', { SpaceSharingSettings: { SharingType: 'Shared' } });
    expect(await launchedOn(domainId, 'team')).toBe('ml.t3.medium');
  });
});

describe('idle settings', () => {
  it.each([
    ['a timeout below the minimum', { IdleTimeoutInMinutes: 60, MinIdleTimeoutInMinutes: 120 }],
    ['a timeout above the maximum', { IdleTimeoutInMinutes: 300, MaxIdleTimeoutInMinutes: 240 }],
    ['a minimum above the maximum', { MinIdleTimeoutInMinutes: 240, MaxIdleTimeoutInMinutes: 120 }],
  ])('with %s are refused for a domain and for a profile', async (_what, settings) => {
    expect((await refusal(studio.domain({ DefaultUserSettings: idle(settings) }))).name).toBe('ValidationException');
    const domainId = await studio.domain();
    const profile = studio.profile(domainId, 'ada', { UserSettings: idle(settings) });
    expect((await refusal(profile)).name).toBe('ValidationException');
  });

  it('can enforce one value by having it as minimum, maximum and timeout', async () => {
    const enforced = { IdleTimeoutInMinutes: 60, MinIdleTimeoutInMinutes: 60, MaxIdleTimeoutInMinutes: 60 };
    expect(await studio.domain({ DefaultUserSettings: idle(enforced) })).toMatch(/^d-/);
  });

  it('of a space lie within the limits that hold for its owner', async () => {
    const domainId = await studio.domain({
      DefaultUserSettings: idle({
        LifecycleManagement: 'ENABLED',
        MinIdleTimeoutInMinutes: 60,
        MaxIdleTimeoutInMinutes: 120,
      }),
    });
    await studio.profile(domainId, 'ada', { UserSettings: idle({ MaxIdleTimeoutInMinutes: 240 }) });
    await studio.profile(domainId, 'bob');
    const chosen = (IdleTimeoutInMinutes: number) => ({
      SpaceSettings: { AppType: 'JupyterLab' as const, ...idle({ IdleTimeoutInMinutes }) },
    });
    expect(await studio.space(domainId, 'of-ada', 'ada', chosen(240))).toContain('of-ada');
    expect((await refusal(studio.space(domainId, 'of-bob', 'bob', chosen(240)))).name).toBe('ValidationException');
    const longer = new UpdateSpaceCommand({
      DomainId: domainId,
      SpaceName: 'of-ada',
      SpaceSettings: chosen(241).SpaceSettings,
    });
    expect((await refusal(studio.client.send(longer))).name).toBe('ValidationException');
  });

  it('of a shared space are not bound by its owner’s limits', async () => {
    const domainId = await studio.domain({ DefaultUserSettings: idle({ MaxIdleTimeoutInMinutes: 120 }) });
    await studio.profile(domainId, 'ada');
    const SpaceSettings = { AppType: 'JupyterLab' as const, ...idle({ IdleTimeoutInMinutes: 600 }) };
    const sharing = { SpaceSharingSettings: { SharingType: 'Shared' as const } };
    expect(await studio.space(domainId, 'team', 'ada', { SpaceSettings, ...sharing })).toContain('team');
  });
});

describe('settings that name something', () => {
  const arn = 'arn:aws:sagemaker:us-east-1:123456789012:studio-lifecycle-config/missing';
  const custom = (ImageName: string, AppImageConfigName: string, ImageVersionNumber?: number) => ({
    JupyterLabAppSettings: { CustomImages: [{ ImageName, AppImageConfigName, ImageVersionNumber }] },
  });
  const refusedWith = async (DefaultUserSettings: UserSettings) => {
    const { name, message } = await refusal(studio.domain({ DefaultUserSettings }));
    expect(name).toBe('ValidationException');
    return message;
  };

  it('are refused if the lifecycle configuration does not exist, wherever it is named', async () => {
    for (const block of [
      { LifecycleConfigArns: [arn] },
      { BuiltInLifecycleConfigArn: arn },
      { DefaultResourceSpec: { LifecycleConfigArn: arn } },
    ]) {
      expect(await refusedWith({ JupyterLabAppSettings: block })).toBe(
        `StudioLifecycleConfig [${arn}] does not exist.`,
      );
    }
  });

  it('may name a script that was made for another type of app', async () => {
    const LifecycleConfigArns = [await studio.script('kernel', 'KernelGateway')];
    const DefaultUserSettings = { ExecutionRole: ROLE, JupyterLabAppSettings: { LifecycleConfigArns } };
    expect(await studio.domain({ DefaultUserSettings })).toMatch(/^d-/);
  });

  it('are refused if the image, its version or its AppImageConfig does not exist', async () => {
    await studio.image('custom', 1);
    expect(await refusedWith(custom('missing', 'custom'))).toContain('ImageName missing');
    expect(await refusedWith(custom('custom', 'missing'))).toContain('AppImageConfigName missing');
    expect(await refusedWith(custom('custom', 'custom', 2))).toContain('ImageVersion 2');
    expect(await studio.domain({ DefaultUserSettings: custom('custom', 'custom', 1) })).toMatch(/^d-/);
  });

  it('are refused if JupyterServer has scripts and no resource spec', async () => {
    const LifecycleConfigArns = [await studio.script('server', 'JupyterServer')];
    expect(await refusedWith({ JupyterServerAppSettings: { LifecycleConfigArns } })).toContain('DefaultResourceSpec');
  });

  const wrong = { JupyterLabAppSettings: { LifecycleConfigArns: [arn] } };
  const wrongInSpace = {
    JupyterLabAppSettings: { DefaultResourceSpec: { InstanceType: 'ml.t3.medium', LifecycleConfigArn: arn } },
  } as const;

  it('are checked for shared spaces, user profiles and spaces as well', async () => {
    expect((await refusal(studio.domain({ DefaultSpaceSettings: wrong }))).message).toContain(arn);
    const domainId = await studio.domain();
    expect((await refusal(studio.profile(domainId, 'ada', { UserSettings: wrong }))).message).toContain(arn);
    await studio.profile(domainId, 'ada');
    const space = studio.space(domainId, 'lab', 'ada', { SpaceSettings: wrongInSpace });
    expect((await refusal(space)).message).toContain(arn);
  });

  it('are checked when they are updated', async () => {
    const DomainId = await studio.acme();
    const { client } = studio;
    for (const call of [
      () => client.send(new UpdateDomainCommand({ DomainId, DefaultUserSettings: wrong })),
      () => client.send(new UpdateDomainCommand({ DomainId, DefaultSpaceSettings: wrong })),
      () => client.send(new UpdateUserProfileCommand({ DomainId, UserProfileName: 'ada', UserSettings: wrong })),
      () => client.send(new UpdateSpaceCommand({ DomainId, SpaceName: 'lab', SpaceSettings: wrongInSpace })),
    ]) {
      expect((await refusal(call())).message).toBe(`StudioLifecycleConfig [${arn}] does not exist.`);
    }
  });
});
