import { UpdateDomainCommand } from '@aws-sdk/client-sagemaker';
import { Publishing, role } from './publishing';

// Each test runs programs, which take their time on a busy machine.
jest.setTimeout(60_000);

let studio: Publishing;
let domain: string;
let source: string;
beforeAll(async () => {
  studio = await Publishing.start();
  source = await studio.layout('source');
  domain = await studio.domain();
  await studio.profile(domain, 'ada');
});
afterAll(() => studio.stop());

const names = (images: { ImageName?: string | undefined }[] = []) => images.map(({ ImageName }) => ImageName);
const gateway = ['--app-type', 'KernelGateway'];

describe('an image that is published is listed beside what is listed already, and nothing else changes', () => {
  it('for the domain, and for one app type without touching the other', async () => {
    expect((await studio.publish(source, 'one', '--domain', domain)).code).toBe(0);
    expect((await studio.publish(source, 'two', '--domain', domain)).told).toContain('beside one');
    expect((await studio.publish(source, 'three', '--domain', domain, ...gateway)).code).toBe(0);
    const { DefaultUserSettings: settings } = await studio.describe(domain);
    expect(names(settings?.JupyterLabAppSettings?.CustomImages)).toEqual(['one', 'two']);
    expect(names(settings?.KernelGatewayAppSettings?.CustomImages)).toEqual(['three']);
    expect(settings?.JupyterLabAppSettings?.CodeRepositories).toHaveLength(1);
    expect(settings?.ExecutionRole).toBe(role);
  });

  it('for user profiles, each of which keeps its own settings', async () => {
    const repositories = {
      JupyterLabAppSettings: { CodeRepositories: [{ RepositoryUrl: 'https://example.com/b.git' }] },
    };
    await studio.profile(domain, 'bo', repositories);
    const before = await studio.describe(domain);
    expect((await studio.publish(source, 'own', '--domain', domain, '--user-profiles', 'ada,bo')).code).toBe(0);
    for (const name of ['ada', 'bo']) {
      const { UserSettings } = await studio.describeProfile(domain, name);
      expect(names(UserSettings?.JupyterLabAppSettings?.CustomImages)).toEqual(['own']);
    }
    const { UserSettings } = await studio.describeProfile(domain, 'bo');
    expect(UserSettings).toMatchObject(repositories);
    expect((await studio.describe(domain)).DefaultUserSettings).toEqual(before.DefaultUserSettings);
  });

  it('for shared spaces, whose other settings stay', async () => {
    const idle = { AppLifecycleManagement: { IdleSettings: { LifecycleManagement: 'ENABLED' as const } } };
    await studio.client.send(
      new UpdateDomainCommand({
        DomainId: domain,
        DefaultSpaceSettings: { ExecutionRole: role, JupyterLabAppSettings: idle },
      }),
    );
    await studio.settled(async () => (await studio.describe(domain)).Status === 'InService');
    expect((await studio.publish(source, 'shared', '--domain', domain, '--shared-spaces')).code).toBe(0);
    const { DefaultSpaceSettings, DefaultUserSettings } = await studio.describe(domain);
    expect(DefaultSpaceSettings).toMatchObject({ ExecutionRole: role, JupyterLabAppSettings: idle });
    expect(names(DefaultSpaceSettings?.JupyterLabAppSettings?.CustomImages)).toEqual(['shared']);
    expect(names(DefaultUserSettings?.JupyterLabAppSettings?.CustomImages)).toContain('shared');
  });

  it('for a space, which lists images for KernelGateway alone', async () => {
    const spec = { DefaultResourceSpec: { InstanceType: 'ml.t3.medium' as const } };
    await studio.space(domain, 'study', { AppType: 'KernelGateway', KernelGatewayAppSettings: spec });
    expect(
      (await studio.publish(source, 'inside', '--domain', domain, '--spaces', 'study', ...gateway)).told,
    ).toContain('in the settings of space study');
    const { SpaceSettings } = await studio.describeSpace(domain, 'study');
    expect(SpaceSettings).toMatchObject({ AppType: 'KernelGateway', KernelGatewayAppSettings: spec });
    expect(names(SpaceSettings?.KernelGatewayAppSettings?.CustomImages)).toEqual(['inside']);
    expect(await studio.publish(source, 'inside', '--domain', domain, '--spaces', 'nowhere', ...gateway)).toMatchObject(
      {
        code: 1,
        told: expect.stringContaining('nowhere'),
      },
    );
  });
});
