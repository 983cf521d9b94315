import { execFileSync } from 'node:child_process';
import {
  CreateAppCommand,
  CreateImageVersionCommand,
  DescribeImageVersionCommand,
  ListImageVersionsCommand,
  UpdateDomainCommand,
} from '@aws-sdk/client-sagemaker';
import { change, add } from './corpus/image-spec';
import { Publishing, role } from './publishing';
import { startUnruly } from './unruly-registry';

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

const publishVersion = async (name: string, n: number) => {
  const source = await studio.layout(`${name}-${n}`, (spec) => add(spec, { name: `opt/v${n}`, content: `${n}` }));
  expect(await studio.publish(source, name, '--domain', domain)).toMatchObject({ code: 0 });
};
/** Further versions of an image, which need no container image of their own. */
const addVersions = async (ImageName: string, from: number, to: number) => {
  for (let n = from; n <= to; n += 1) {
    const { BaseImage } = await studio.client.send(new DescribeImageVersionCommand({ ImageName }));
    await studio.client.send(new CreateImageVersionCommand({ ImageName, BaseImage, ClientToken: `${n}` }));
    await created(ImageName, n);
  }
};
const created = (ImageName: string, Version: number) =>
  studio.settled(
    async () =>
      (await studio.client.send(new DescribeImageVersionCommand({ ImageName, Version }))).ImageVersionStatus ===
      'CREATED',
  );
const versions = async (ImageName: string) =>
  (await studio.client.send(new ListImageVersionsCommand({ ImageName }))).ImageVersions?.map(
    ({ Version }) => Version,
  ).toSorted();

describe('studiolo image promote', () => {
  it('moves an alias from one version to another', async () => {
    const holder = async () =>
      (await studio.client.send(new DescribeImageVersionCommand({ ImageName: 'aliased', Alias: '1.0' }))).Version;
    await publishVersion('aliased', 1);
    await addVersions('aliased', 2, 2);
    expect((await studio.studiolo('promote', 'aliased', '1', '1.0')).out).toBe('aliased 1.0: version 1 (new)\n');
    expect((await studio.studiolo('promote', 'aliased', '2', '1.0')).out).toBe(
      'aliased 1.0: version 2 (was version 1)\n',
    );
    expect(await holder()).toBe(2);
    expect(await studio.studiolo('promote', 'aliased', '9', '1.0')).toMatchObject({
      code: 1,
      told: expect.stringContaining('no version 9'),
    });
    expect(await holder()).toBe(2);
  });
});

describe('studiolo image prune', () => {
  it('removes what no one uses, and only that, and only when told to', async () => {
    await publishVersion('pruned', 1);
    await addVersions('pruned', 2, 4);
    await studio.studiolo('promote', 'pruned', '2', '2.0');
    await studio.client.send(
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
    await studio.settled(async () => (await studio.describe(domain)).Status === 'InService');
    const planned = await studio.studiolo('prune', 'pruned', '--dry-run');
    expect(planned.code).toBe(3);
    expect(planned.out).toMatch(
      /version 4: kept \(it is the latest\)\nversion 3: unused\nversion 2: kept \(alias 2\.0\)\nversion 1: kept \(domain d-\w+ of d-\w+\)\nPlan for image pruned in us-east-1:\n {2}− delete version 3 of image pruned\n/,
    );
    expect(await versions('pruned')).toEqual([1, 2, 3, 4]);
    expect((await studio.studiolo('prune', 'pruned', '--yes')).code).toBe(0);
    await studio.settled(async () => (await versions('pruned'))?.length === 3);
    expect(await versions('pruned')).toEqual([1, 2, 4]);
    expect((await studio.studiolo('prune', 'pruned')).told).toContain('no version is unused');
  });

  it('keeps what a live app may run that names the image alone, though it is no longer the latest', async () => {
    await publishVersion('running', 1);
    await addVersions('running', 2, 2);
    const { ImageArn } = await studio.client
      .send(new DescribeImageVersionCommand({ ImageName: 'running' }))
      .then(({ ImageArn: arn }) => ({ ImageArn: arn }));
    await studio.profile(domain, 'ada');
    await studio.space(domain, 'study', {
      AppType: 'JupyterLab',
      JupyterLabAppSettings: { DefaultResourceSpec: { InstanceType: 'ml.t3.medium' } },
    });
    await studio.client.send(
      new CreateAppCommand({
        DomainId: domain,
        SpaceName: 'study',
        AppType: 'JupyterLab',
        AppName: 'default',
        ResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn: ImageArn },
      }),
    );
    await addVersions('running', 3, 3);
    const { out } = await studio.studiolo('prune', 'running', '--dry-run');
    expect(out).toMatch(
      /version 3: kept \(it is the latest, app JupyterLab\/default of study of d-\w+ may run it\)\nversion 2: kept \(app JupyterLab\/default of study of d-\w+ may run it\)\nversion 1: unused/,
    );
  });
});

describe('studiolo image doctor', () => {
  it('finds which of the attached images will not work', async () => {
    await publishVersion('well', 1);
    expect(await studio.studiolo('doctor', '--domain', domain)).toMatchObject({
      code: 0,
      out: expect.stringContaining('well version 1 as JupyterLab with well, listed by domain'),
    });
    // What publish refuses can still be attached by other means.
    const source = await studio.layout('ill', (spec) => change(spec, 'home/sagemaker-user/', { uid: 0, gid: 0 }));
    const bad = `${studio.registry.address}/well:bad`;
    const copy = ['--insecure-policy', 'copy', '--quiet', '--dest-tls-verify=false'];
    execFileSync('skopeo', [...copy, `oci:${source}`, `docker://${bad}`]);
    const addVersion = async (BaseImage: string, n: number) => {
      await studio.client.send(new CreateImageVersionCommand({ ImageName: 'well', BaseImage, ClientToken: `v${n}` }));
      await created('well', n);
    };
    await addVersion(bad, 2);
    const { code, out, told } = await studio.studiolo('doctor', '--domain', domain);
    expect(code).toBe(3);
    expect(out).toContain('well version 2 as JupyterLab');
    expect(out).toContain('error home-not-writable: /home/sagemaker-user belongs to 0:0');
    expect(told).toContain('1 of 1 images will not work');
    await addVersion(`${studio.registry.address}/well:gone`, 3);
    const gone: unknown = JSON.parse((await studio.studiolo('doctor', '--domain', domain, '--json')).out);
    expect(gone).toMatchObject([{ imageName: 'well', version: 3, problem: expect.stringContaining('404') }]);
  });

  it('of a registry that has too much to do says that it could not assess, and not that the image is broken', async () => {
    const busy = await startUnruly((_request, response) => void response.writeHead(503).end());
    try {
      await publishVersion('unseen', 1);
      await studio.client.send(
        new CreateImageVersionCommand({
          ImageName: 'unseen',
          BaseImage: `${busy.address}/unseen:1`,
          ClientToken: 'v2',
        }),
      );
      await created('unseen', 2);
      const { code, out, told } = await studio.studiolo('doctor', '--domain', domain);
      expect(out).toMatch(/could not assess http:.*\/unseen\/manifests\/1: it answered 503\n +remedy: try again later/);
      expect(out).not.toMatch(/error/);
      expect(told).toContain('1 of 1 images could not be assessed');
      expect(code).toBe(4);
      const json: unknown = JSON.parse((await studio.studiolo('doctor', '--domain', domain, '--json')).out);
      expect(json).toMatchObject([{ imageName: 'unseen', notAssessed: { why: 'it answered 503' } }]);
    } finally {
      await busy.stop();
    }
  });

  it('of a registry whose name nobody knows says so too, and not to try again later', async () => {
    const [ImageName, registry] = ['unknown', 'registry.acme.invalid'];
    await publishVersion(ImageName, 1);
    const BaseImage = `${registry}/${ImageName}:1`;
    await studio.client.send(new CreateImageVersionCommand({ ImageName, BaseImage, ClientToken: 'v2' }));
    await created(ImageName, 2);
    const { code, out, told } = await studio.studiolo('doctor', '--domain', domain);
    expect(out).toContain('could not assess http');
    expect(out).toContain(registry);
    expect(out).toMatch(/remedy: \S/);
    expect(out).not.toMatch(/error:|try again later/);
    expect(told).toContain('1 of 1 images could not be assessed');
    expect(code).toBe(4);
  });
});
