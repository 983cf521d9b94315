import { execFileSync } from 'node:child_process';
import path from 'node:path';
import {
  DescribeAppImageConfigCommand,
  DescribeImageVersionCommand,
  ListAppImageConfigsCommand,
  ListImagesCommand,
  ListImageVersionsCommand,
  UpdateDomainCommand,
} from '@aws-sdk/client-sagemaker';
import { add, goodImage } from './corpus/image-spec';
import { writeDockerArchive } from './corpus/write-image';
import { mayNotUpdateDomains, Publishing, role } from './publishing';

// Each test runs programs, which take their time on a busy machine.
jest.setTimeout(60_000);

let studio: Publishing;
let domain: string;
beforeAll(async () => {
  studio = await Publishing.start();
});
afterAll(() => studio.stop());
beforeEach(async () => {
  domain = await studio.domain();
});

const settings = async () => (await studio.describe(domain)).DefaultUserSettings?.JupyterLabAppSettings;
const versionOf = (ImageName: string) => studio.client.send(new DescribeImageVersionCommand({ ImageName }));
const configOf = (AppImageConfigName: string) =>
  studio.client.send(new DescribeAppImageConfigCommand({ AppImageConfigName }));

describe('studiolo image publish', () => {
  it('pushes, registers and lists an image, and loses nothing of the settings; again, it changes nothing', async () => {
    await studio.client.send(
      new UpdateDomainCommand({
        DomainId: domain,
        DefaultUserSettings: { JupyterLabAppSettings: { DefaultResourceSpec: { InstanceType: 'ml.t3.medium' } } },
      }),
    );
    const source = await studio.layout('first');
    const { code, out, told } = await studio.publish(source, 'first', '--domain', domain);
    expect({ code, told }).toMatchObject({ code: 0 });
    expect(out).toMatch(/^first version 1: 127\.0\.0\.1:\d+\/first@sha256:[0-9a-f]{64}\n$/);
    const { BaseImage, ImageVersionStatus } = await versionOf('first');
    expect(ImageVersionStatus).toBe('CREATED');
    expect(out).toContain(BaseImage ?? 'no base image');
    const listed = {
      CodeRepositories: [{ RepositoryUrl: 'https://example.com/a.git' }],
      DefaultResourceSpec: { InstanceType: 'ml.t3.medium' },
      CustomImages: [{ ImageName: 'first', AppImageConfigName: 'first' }],
    };
    expect(await settings()).toEqual(listed);
    const again = await studio.publish(source, 'first', '--domain', domain);
    expect(again).toMatchObject({ code: 0, out });
    expect(again.told).toMatch(/first:studiolo-\w+ is there[\s\S]*as version 1[\s\S]*lists image first/);
    expect((await studio.client.send(new ListImageVersionsCommand({ ImageName: 'first' }))).ImageVersions).toHaveLength(
      1,
    );
    expect(await settings()).toEqual(listed);
  });

  it('takes an archive that docker save wrote, old or new, and an image that is in the registry already', async () => {
    const spec = goodImage();
    add(spec, { name: 'opt/saved', content: 'x' });
    const archive = await writeDockerArchive(path.join(studio.folder, 'saved.tar'), spec);
    const to = ['--repository', `${studio.registry.address}/saved`, '--image-name', 'saved', '--role', role];
    const { code, out, told } = await studio.studiolo('publish', `docker-archive:${archive}`, ...to);
    expect({ code, told }).toMatchObject({ code: 0 });
    const [, uri = ''] = /version 1: (\S+)/.exec(out) ?? [];
    expect(await studio.studiolo('verify', uri)).toMatchObject({ code: 0 });
    // skopeo reads all of what was made of the archive, layers included.
    const copied = path.join(studio.folder, 'copied');
    const skopeo = ['--insecure-policy', 'copy', '--quiet', '--src-tls-verify=false'];
    execFileSync('skopeo', [...skopeo, `docker://${uri}`, `oci:${copied}`]);
    expect(await studio.studiolo('verify', `oci:${copied}`)).toMatchObject({ code: 0 });
    const pushed = await studio.studiolo('publish', uri, '--image-name', 'pushed', '--role', role);
    expect(pushed).toMatchObject({ code: 0, out: `pushed version 1: ${uri}\n` });
    expect(pushed.told).not.toContain('push ');
  });

  it('--dry-run tells every step and does none', async () => {
    const source = await studio.layout('dry', (spec) => add(spec, { name: 'opt/dry', content: 'x' }));
    const { code, out } = await studio.publish(source, 'dry', '--domain', domain, '--dry-run');
    expect(code).toBe(3);
    expect(out.split('\n')).toEqual([
      'Plan for image dry in us-east-1:',
      expect.stringMatching(/^ {2}\+ push 127\.0\.0\.1:\d+\/dry:studiolo-\w{12}$/),
      `  + make image dry with role ${role}`,
      expect.stringMatching(/^ {2}\+ make a version of image dry: 127\.0\.0\.1:\d+\/dry@sha256:\w{64}$/),
      '  + make AppImageConfig dry',
      `  ~ list image dry for JupyterLab in the settings of domain ${domain}`,
      '4 to create, 1 to change.',
      '',
    ]);
    expect(await studio.tags('dry')).toEqual([]);
    expect((await studio.client.send(new ListImagesCommand({ NameContains: 'dry' }))).Images).toEqual([]);
    expect((await settings())?.CustomImages ?? []).toEqual([]);
  });

  it('--dry-run of a Dockerfile tells what it shows, and the command that would build it', async () => {
    const { code, out, told } = await studio.studiolo(
      ...['publish', path.resolve(__dirname, '../../../images/kernel-gateway'), '--app-type', 'KernelGateway'],
      ...['--repository', `${studio.registry.address}/k`, '--image-name', 'k', '--role', role, '--dry-run'],
      ...[
        '--engine',
        'podman',
        '--engine-options=--root /x -- --no-cache',
        '--build-args',
        'BASE=localhost:9/python:3',
      ],
    );
    expect({ code, told }).toMatchObject({ code: 3, told: expect.stringContaining('is not held by digest') });
    expect(out).toContain('warning base-unpinned');
    expect(out).toMatch(
      /to do: podman --root \/x build --platform linux\/amd64 --build-arg BASE=localhost:9\/python:3 --no-cache --tag \S+ \S+kernel-gateway\n/,
    );
    expect(out).toContain('to do: push the image and make a version of it');
  });

  it('makes the AppImageConfig from the image, whatever the file says', async () => {
    const file = studio.config('gateway', {
      KernelGatewayImageConfig: {
        KernelSpecs: [{ Name: 'wrong' }],
        FileSystemConfig: { DefaultUid: 0, DefaultGid: 0 },
      },
    });
    const source = await studio.layout('gateway');
    const as = ['--app-type', 'KernelGateway', '--app-image-config', file];
    expect((await studio.publish(source, 'gateway', ...as)).code).toBe(0);
    expect((await configOf('gateway')).KernelGatewayImageConfig).toEqual({
      KernelSpecs: [{ Name: 'python3', DisplayName: 'Python 3' }],
      FileSystemConfig: { MountPath: '/home/sagemaker-user', DefaultUid: 1000, DefaultGid: 100 },
    });
  });

  it('pushes nothing that will not work, and asks for what is missing before anything else', async () => {
    const source = await studio.layout('broken', (spec) => delete spec.config.config.User);
    const { code, out, told } = await studio.publish(source, 'broken', '--domain', domain);
    expect(code).toBe(1);
    expect(out).toContain('user-is-root');
    expect(told).toContain('nothing was pushed: 3 errors');
    const good = await studio.layout('early');
    expect(await studio.publish(good, 'broken', '--domain', 'd-doesnotexist')).toMatchObject({
      code: 1,
      told: expect.stringContaining('d-doesnotexist'),
    });
    const to = ['--repository', `${studio.registry.address}/broken`, '--image-name', 'broken'];
    expect(await studio.studiolo('publish', `oci:${good}`, ...to)).toMatchObject({
      code: 1,
      told: expect.stringContaining('--role'),
    });
    expect(await studio.tags('broken')).toEqual([]);
  });

  it('takes back all that it made when the last step fails', async () => {
    const source = await studio.layout('undone', (spec) => add(spec, { name: 'opt/undone', content: 'x' }));
    const { code, told } = await studio.publishAs(mayNotUpdateDomains, source, 'undone', '--domain', domain);
    expect({ code, told }).toMatchObject({ code: 1, told: expect.stringContaining('allow sagemaker:UpdateDomain') });
    expect(told).toMatch(
      /taken back: make AppImageConfig undone\n[^]*taken back: make a version of image undone:[^]*taken back: make image undone with role[^]*taken back: push \S+undone:studiolo-/,
    );
    await studio.settled(
      async () => (await studio.client.send(new ListImagesCommand({ NameContains: 'undone' }))).Images?.length === 0,
    );
    const configs = await studio.client.send(new ListAppImageConfigsCommand({ NameContains: 'undone' }));
    expect(configs.AppImageConfigs).toEqual([]);
    expect(await studio.tags('undone')).toEqual([]);
  });

  it('gives back the AppImageConfig that it changed, and leaves what was there', async () => {
    const source = await studio.layout('kept');
    expect((await studio.publish(source, 'kept')).code).toBe(0);
    const wanted = studio.config('kept', {
      JupyterLabAppImageConfig: { ContainerConfig: { ContainerEnvironmentVariables: { TEAM: 'a' } } },
    });
    const changed = ['--app-image-config', wanted, '--domain', domain];
    expect((await studio.publishAs(mayNotUpdateDomains, source, 'kept', ...changed)).code).toBe(1);
    const after = await configOf('kept');
    expect(after.JupyterLabAppImageConfig?.ContainerConfig?.ContainerEnvironmentVariables ?? {}).toEqual({});
    expect((await versionOf('kept')).Version).toBe(1);
    expect(await studio.tags('kept')).toHaveLength(1);
  });

  it.each([
    [['x', '--repository', 'a/b:1', '--image-name', 'a'], 'no such file'],
    [['oci:x', '--repository', 'a/b:1', '--image-name', 'a'], '--repository takes HOST/NAME'],
    [['oci:x', '--image-name', 'a'], '--repository is needed to push what is not in a registry'],
    [['oci:x', '--repository', 'a/b', '--image-name', 'a_b'], '--image-name takes'],
    [['oci:x', '--repository', 'a/b', '--image-name', 'a', '--user-profiles', 'ada'], '--domain'],
    [['oci:x', '--repository', 'a/b', '--image-name', 'a', '--domain', 'd', '--spaces', 's'], 'KernelGateway only'],
    [['127.0.0.1:9/a:1', '--repository', 'a/b', '--image-name', 'a'], 'takes no --repository'],
  ])('says what is wrong with %j', async (words, message) => {
    const { code, told } = await studio.studiolo('publish', ...words);
    expect(told).toContain(message);
    expect(code).toBe(words[0] === 'x' ? 1 : 2);
  });
});
