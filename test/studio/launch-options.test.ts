import { launchOptions, ranLast, type StatedLaunch } from '../../src/studio/launch-options';
import { quotaOf } from '../../src/studio/quota';

const domainArn = 'arn:aws:sagemaker:us-east-1:123456789012:domain/d-acme';
const ours = 'arn:aws:sagemaker:us-east-1:123456789012';
const distribution = 'arn:aws:sagemaker:us-east-1:885854791233:image/sagemaker-distribution-cpu';
const script = (name: string) => `${ours}:studio-lifecycle-config/${name}`;
const level = (part: Partial<StatedLaunch> = {}): StatedLaunch => ({
  lifecycleConfigArns: [],
  customImages: [],
  ...part,
});
const domain = level({
  instanceType: 'ml.t3.medium',
  image: { imageArn: distribution },
  lifecycleConfigArn: script('team'),
  lifecycleConfigArns: [script('team'), script('gdal')],
  builtInLifecycleConfigArn: script('install'),
  customImages: [{ imageName: 'acme', version: 2 }, { imageName: 'acme-r' }],
});

test('images are those that the settings name or attach, the distribution with its sibling', () => {
  const { images } = launchOptions([domain], domainArn);
  expect(images.map(({ name, version, custom }) => [name, version, custom])).toEqual([
    ['sagemaker-distribution-cpu', undefined, false],
    ['sagemaker-distribution-gpu', undefined, false],
    ['acme-r', undefined, true],
    ['acme', '2', true],
  ]);
  expect(images.at(-1)?.image.versionArn).toBe(`${ours}:image-version/acme/2`);
});

test('custom images cannot be named where the account is not known', () => {
  expect(launchOptions([domain], undefined).images.map(({ name }) => name)).not.toContain('acme');
});

test('the nearest level decides what is taken, and how the app last ran comes before them all', () => {
  const profile = level({
    instanceType: 'ml.m5.large',
    lifecycleConfigArns: [script('mine')],
    lifecycleConfigArn: script('mine'),
  });
  expect(launchOptions([domain, profile], domainArn).defaults).toEqual({
    instanceType: 'ml.m5.large',
    imageId: distribution,
    lifecycleConfigArn: script('mine'),
  });
  const image = { imageArn: `${ours}:image/acme`, versionAlias: '2.0' };
  expect(launchOptions([domain, profile], domainArn, { instanceType: 'ml.g5.xlarge', image }).defaults).toMatchObject({
    instanceType: 'ml.g5.xlarge',
    imageId: `${ours}:image/acme#2.0`,
  });
});

test('a script that is not attached any more, or is None, is not taken', () => {
  const last = { image: {}, lifecycleConfigArn: script('gone') };
  expect(launchOptions([domain], domainArn, last).defaults.lifecycleConfigArn).toBeUndefined();
  expect(
    launchOptions([domain, level({ lifecycleConfigArn: 'None' })], domainArn).defaults.lifecycleConfigArn,
  ).toBeUndefined();
  expect(launchOptions([domain], domainArn)).toMatchObject({ builtInLifecycleConfig: 'install' });
});

test("a quota's name and size are read from AWS's sentence, and from no other", () => {
  const text =
    "The account-level service limit 'Studio JupyterLab Apps running on ml.p3.2xlarge instances' is 0 Apps, with current utilization of 0 Apps and a request delta of 1 Apps. Please use AWS Service Quotas to request an increase for this quota.";
  expect(quotaOf(text)).toEqual({
    name: 'Studio JupyterLab Apps running on ml.p3.2xlarge instances',
    limit: '0 Apps',
    used: '0 Apps',
  });
  expect(quotaOf('Unable to start more Apps of AppType [KernelGateway]')).toBeUndefined();
});

test.each([
  ['after the app was started comes before how it ran', '2026-11-24T10:00:00Z', 'ml.m5.xlarge'],
  ['before that does not', '2026-11-24T08:00:00Z', 'ml.g5.xlarge'],
])('what was stored for a space %s', (_, changed, type) => {
  const run = { instanceType: 'ml.g5.xlarge', image: { imageArn: distribution }, since: '2026-11-24T09:00:00Z' };
  const ran = ranLast(run, { instanceType: 'ml.m5.xlarge' }, Date.parse(changed));
  expect(ran).toMatchObject({ instanceType: type, image: { imageArn: distribution } });
});

test('a space that states nothing of its own changes nothing of how the app ran', () => {
  const run = { instanceType: 'ml.g5.xlarge', image: {}, lifecycleConfigArn: 'None', since: '2026-11-24T09:00:00Z' };
  expect(ranLast(run, {}, Date.parse('2026-11-24T10:00:00Z'))).toEqual(run);
});
