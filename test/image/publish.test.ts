import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateDomainCommand,
  CreateUserProfileCommand,
  DescribeAppImageConfigCommand,
  DescribeDomainCommand,
  DescribeImageVersionCommand,
  DescribeUserProfileCommand,
  ListAppImageConfigsCommand,
  ListImagesCommand,
  ListImageVersionsCommand,
  SageMakerClient,
  UpdateDomainCommand,
} from '@aws-sdk/client-sagemaker';
import { add, change, goodImage, type ImageSpec } from './corpus/image-spec';
import { writeOciLayout } from './corpus/write-image';
import { startRegistry, type DockerRegistry } from './docker-registry';

// Each test runs programs, which take their time on a busy machine.
jest.setTimeout(60_000);

const program = process.env['STUDIOLO_CLI'] ?? '';
const role = 'arn:aws:iam::123456789012:role/studio';
let registry: DockerRegistry;
let emulator: ChildProcess;
let url: string;
let client: SageMakerClient;
let folder: string;
let domain: string;

beforeAll(async () => {
  if (program === '') throw new Error('STUDIOLO_CLI is not set; run npm test -- image');
  folder = mkdtempSync(path.join(tmpdir(), 'studiolo-publish-'));
  registry = await startRegistry({ login: false });
  emulator = spawn(process.execPath, [program, 'emulate', '--port', '0', '--speed', '100000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  url = await new Promise((resolve) =>
    emulator.stdout?.on('data', (data: Buffer) => {
      const found = /http:\S+/.exec(data.toString())?.[0];
      if (found) resolve(found);
    }),
  );
  client = new SageMakerClient({
    region: 'us-east-1',
    endpoint: url,
    credentials: { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'x' },
  });
});
afterAll(async () => {
  client.destroy();
  emulator.kill();
  await registry.stop();
  rmSync(folder, { recursive: true });
});

let count = 0;
beforeEach(async () => {
  count += 1;
  const answer = await client.send(
    new CreateDomainCommand({
      DomainName: `house-${count}`,
      AuthMode: 'IAM',
      SubnetIds: ['subnet-12345678'],
      VpcId: 'vpc-12345678',
      DefaultUserSettings: {
        ExecutionRole: role,
        JupyterLabAppSettings: { CodeRepositories: [{ RepositoryUrl: 'https://example.com/a.git' }] },
      },
    }),
  );
  domain = answer.DomainId ?? '';
  await settled(
    async () => (await client.send(new DescribeDomainCommand({ DomainId: domain }))).Status === 'InService',
  );
});

async function settled(done: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('it does not settle');
}

function studiolo(...words: string[]) {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL_SAGEMAKER: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'x',
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'image', ...words], {
    encoding: 'utf8',
    env,
  });
  return { code: status, out: stdout, told: stderr };
}

const layout = (name: string, alter: (spec: ImageSpec) => void = () => undefined) => {
  const spec = goodImage();
  alter(spec);
  return writeOciLayout(path.join(folder, name), spec);
};
const config = (name: string, content: object = { JupyterLabAppImageConfig: {} }) => {
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify({ AppImageConfigName: name, ...content }));
  return file;
};
const publish = (source: string, image: string, ...more: string[]) =>
  studiolo(
    'publish',
    `oci:${source}`,
    '--repository',
    `${registry.address}/${image}`,
    '--image-name',
    image,
    '--app-image-config',
    config(image),
    '--role',
    role,
    ...more,
  );
const settings = async () =>
  (await client.send(new DescribeDomainCommand({ DomainId: domain }))).DefaultUserSettings?.JupyterLabAppSettings;
const tags = async (repository: string): Promise<string[]> => {
  const answer: { tags?: string[] | null } = await (
    await fetch(`http://${registry.address}/v2/${repository}/tags/list`)
  ).json();
  return answer.tags ?? [];
};

describe('studiolo image publish', () => {
  it('pushes, registers and lists an image, and loses nothing of the settings', async () => {
    await client.send(
      new UpdateDomainCommand({
        DomainId: domain,
        DefaultUserSettings: { JupyterLabAppSettings: { DefaultResourceSpec: { InstanceType: 'ml.t3.medium' } } },
      }),
    );
    const { code, out, told } = publish(await layout('first'), 'first', '--domain', domain);
    expect({ code, told }).toMatchObject({ code: 0 });
    expect(out).toMatch(/^first version 1: 127\.0\.0\.1:\d+\/first@sha256:[0-9a-f]{64}\n$/);
    const version = await client.send(new DescribeImageVersionCommand({ ImageName: 'first' }));
    expect(version.ImageVersionStatus).toBe('CREATED');
    expect(out).toContain(version.BaseImage ?? 'no base image');
    expect(await settings()).toMatchObject({
      CodeRepositories: [{ RepositoryUrl: 'https://example.com/a.git' }],
      DefaultResourceSpec: { InstanceType: 'ml.t3.medium' },
      CustomImages: [{ ImageName: 'first', AppImageConfigName: 'first' }],
    });
  });

  it('run again changes nothing', async () => {
    const source = await layout('again');
    expect(publish(source, 'again', '--domain', domain).code).toBe(0);
    const { code, out, told } = publish(source, 'again', '--domain', domain);
    expect(code).toBe(0);
    expect(out).toContain('version 1');
    expect(told).toContain('was there');
    expect((await client.send(new ListImageVersionsCommand({ ImageName: 'again' }))).ImageVersions).toHaveLength(1);
    expect((await settings())?.CustomImages).toHaveLength(1);
  });

  it('lists a second image beside the first, and for a user profile alone', async () => {
    await client.send(new CreateUserProfileCommand({ DomainId: domain, UserProfileName: 'ada' }));
    await settled(
      async () =>
        (await client.send(new DescribeUserProfileCommand({ DomainId: domain, UserProfileName: 'ada' }))).Status ===
        'InService',
    );
    const source = await layout('beside');
    expect(publish(source, 'one', '--domain', domain).code).toBe(0);
    expect(publish(source, 'two', '--domain', domain).code).toBe(0);
    expect(publish(source, 'three', '--domain', domain, '--user-profiles', 'ada').code).toBe(0);
    expect((await settings())?.CustomImages?.map(({ ImageName }) => ImageName)).toEqual(['one', 'two']);
    const ada = await client.send(new DescribeUserProfileCommand({ DomainId: domain, UserProfileName: 'ada' }));
    expect(ada.UserSettings?.JupyterLabAppSettings?.CustomImages).toMatchObject([{ ImageName: 'three' }]);
  });

  it('makes the AppImageConfig from the image, whatever the file says', async () => {
    const file = config('gateway', {
      KernelGatewayImageConfig: {
        KernelSpecs: [{ Name: 'wrong' }],
        FileSystemConfig: { DefaultUid: 0, DefaultGid: 0 },
      },
    });
    const source = await layout('gateway');
    const { code } = studiolo(
      'publish',
      `oci:${source}`,
      '--repository',
      `${registry.address}/gateway`,
      '--image-name',
      'gateway',
      '--role',
      role,
      '--app-type',
      'KernelGateway',
      '--app-image-config',
      file,
    );
    expect(code).toBe(0);
    expect(
      (await client.send(new DescribeAppImageConfigCommand({ AppImageConfigName: 'gateway' })))
        .KernelGatewayImageConfig,
    ).toEqual({
      KernelSpecs: [{ Name: 'python3', DisplayName: 'Python 3' }],
      FileSystemConfig: { MountPath: '/home/sagemaker-user', DefaultUid: 1000, DefaultGid: 100 },
    });
  });

  it('pushes nothing that will not work', async () => {
    const { code, out, told } = publish(
      await layout('broken', (spec) => delete spec.config.config.User),
      'broken',
      '--domain',
      domain,
    );
    expect(code).toBe(1);
    expect(out).toContain('user-is-root');
    expect(told).toContain('nothing was pushed: 3 errors');
    expect(await tags('broken')).toEqual([]);
  });

  it('takes back all that it made when the last step fails', async () => {
    const before = (await client.send(new ListImagesCommand({ NameContains: 'undone' }))).Images;
    const { code, told } = publish(
      await layout('undone', (spec) => add(spec, { name: 'opt/undone', content: 'x' })),
      'undone',
      '--domain',
      'd-doesnotexist',
    );
    expect(code).toBe(1);
    expect(told).toMatch(
      /taken back: AppImageConfig undone[\s\S]*taken back: version 1 of image undone[\s\S]*taken back: image undone[\s\S]*taken back: undone:studiolo-/,
    );
    expect(before).toEqual([]);
    await settled(
      async () => (await client.send(new ListImagesCommand({ NameContains: 'undone' }))).Images?.length === 0,
    );
    expect((await client.send(new ListAppImageConfigsCommand({ NameContains: 'undone' }))).AppImageConfigs).toEqual([]);
    expect(await tags('undone')).toEqual([]);
  });

  it('gives back the AppImageConfig that it changed, and leaves what was there', async () => {
    const source = await layout('kept');
    expect(publish(source, 'kept', '--domain', domain).code).toBe(0);
    const wanted = config('kept', {
      JupyterLabAppImageConfig: { ContainerConfig: { ContainerEnvironmentVariables: { TEAM: 'a' } } },
    });
    const { code } = studiolo(
      'publish',
      `oci:${source}`,
      '--repository',
      `${registry.address}/kept`,
      '--image-name',
      'kept',
      '--app-image-config',
      wanted,
      '--domain',
      'd-doesnotexist',
    );
    expect(code).toBe(1);
    const after = await client.send(new DescribeAppImageConfigCommand({ AppImageConfigName: 'kept' }));
    expect(after.JupyterLabAppImageConfig?.ContainerConfig?.ContainerEnvironmentVariables ?? {}).toEqual({});
    expect((await client.send(new DescribeImageVersionCommand({ ImageName: 'kept' }))).Version).toBe(1);
    expect(await tags('kept')).toHaveLength(1);
  });

  it('writes a CodeBuild project for those without an engine', async () => {
    const to = mkdtempSync(path.join(folder, 'codebuild-'));
    const { code, out } = studiolo(
      'publish',
      path.resolve(__dirname, '../../images/jupyterlab-minimal'),
      '--repository',
      '123456789012.dkr.ecr.us-east-1.amazonaws.com/lab',
      '--image-name',
      'lab',
      '--role',
      role,
      '--codebuild',
      to,
    );
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('buildspec.yml') });
  });

  it('says what it was called wrongly with', () => {
    expect(studiolo('publish', 'x', '--repository', 'a/b:1', '--image-name', 'a')).toMatchObject({
      code: 2,
      told: expect.stringContaining('--repository'),
    });
    expect(
      studiolo('publish', 'x', '--repository', 'a/b', '--image-name', 'a', '--user-profiles', 'ada'),
    ).toMatchObject({ code: 2, told: expect.stringContaining('--domain') });
  });
});

describe('studiolo image promote, prune and doctor', () => {
  const versions = async (name: string, number: number) => {
    for (let n = 1; n <= number; n += 1) {
      const source = await layout(`${name}-${n}`, (spec) => add(spec, { name: `opt/v${n}`, content: `${n}` }));
      expect(publish(source, name, '--domain', domain).code).toBe(0);
    }
  };

  it('promote moves an alias from one version to another', async () => {
    await versions('aliased', 2);
    expect(studiolo('promote', 'aliased', '1', '1.0').out).toBe('aliased 1.0: version 1 (new)\n');
    expect(studiolo('promote', 'aliased', '2', '1.0').out).toBe('aliased 1.0: version 2 (was version 1)\n');
    expect((await client.send(new DescribeImageVersionCommand({ ImageName: 'aliased', Alias: '1.0' }))).Version).toBe(
      2,
    );
    expect(studiolo('promote', 'aliased', '9', '1.0')).toMatchObject({
      code: 1,
      told: expect.stringContaining('no version 9'),
    });
    expect((await client.send(new DescribeImageVersionCommand({ ImageName: 'aliased', Alias: '1.0' }))).Version).toBe(
      2,
    );
  });

  it('prune removes what no one uses, and only that, and only when told to', async () => {
    await versions('pruned', 4);
    studiolo('promote', 'pruned', '2', '2.0');
    await client.send(
      new UpdateDomainCommand({
        DomainId: domain,
        DefaultSpaceSettings: {
          ExecutionRole: role,
          JupyterLabAppSettings: {
            CustomImages: [{ ImageName: 'pruned', AppImageConfigName: 'pruned', ImageVersionNumber: 1 }],
          },
        },
      }),
    );
    await settled(
      async () => (await client.send(new DescribeDomainCommand({ DomainId: domain }))).Status === 'InService',
    );
    const dry = studiolo('prune', 'pruned');
    expect(dry.out).toMatch(
      /version 4: kept \(it is the latest\)\nversion 3: unused\nversion 2: kept \(alias 2\.0\)\nversion 1: kept \(domain d-\w+ of d-\w+\)/,
    );
    const left = async () =>
      (
        await client.send(new ListImageVersionsCommand({ ImageName: 'pruned', SortOrder: 'ASCENDING' }))
      ).ImageVersions?.map(({ Version }) => Version).toSorted();
    expect(await left()).toEqual([1, 2, 3, 4]);
    expect(studiolo('prune', 'pruned', '--yes').code).toBe(0);
    await settled(async () => (await left())?.length === 3);
    expect(await left()).toEqual([1, 2, 4]);
    expect(studiolo('prune', 'pruned').told).toContain('no version is unused');
  });

  it('doctor finds which of the attached images will not work', async () => {
    await versions('well', 1);
    expect(studiolo('doctor', '--domain', domain)).toMatchObject({
      code: 0,
      out: expect.stringContaining('well version 1 as JupyterLab with well, listed by domain'),
    });
    // What publish refuses can still be attached by other means.
    const source = await layout('ill', (spec) => change(spec, 'home/sagemaker-user/', { uid: 0, gid: 0 }));
    spawnSync('skopeo', [
      '--insecure-policy',
      'copy',
      '--dest-tls-verify=false',
      `oci:${source}`,
      `docker://${registry.address}/well:bad`,
    ]);
    const { CreateImageVersionCommand } = await import('@aws-sdk/client-sagemaker');
    await client.send(
      new CreateImageVersionCommand({
        ImageName: 'well',
        BaseImage: `${registry.address}/well:bad`,
        ClientToken: 'bad',
      }),
    );
    await settled(
      async () =>
        (await client.send(new DescribeImageVersionCommand({ ImageName: 'well' }))).ImageVersionStatus === 'CREATED',
    );
    const { code, out, told } = studiolo('doctor', '--domain', domain);
    expect(code).toBe(1);
    expect(out).toContain('well version 2 as JupyterLab');
    expect(out).toContain('error home-not-writable: /home/sagemaker-user belongs to 0:0');
    expect(told).toContain('1 of 1 images will not work');
  });
});
