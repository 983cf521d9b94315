import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

const acme = readFileSync(path.resolve(__dirname, '../../../examples/acme.studio.yaml'), 'utf8');
/** As it is, but for who may ask, and what waits. */
const lived = acme.replace(/^callers:$.*?(?=^lifecycleConfigs:$)/ms, '');

it('a Studio that has been lived in becomes a file, after which the plan is empty', async () => {
  const world = await new StudioWorld(moto.url).start(lived);
  try {
    const imported = await world.run(['import', '--studio', 'acme', '--out', 'studio.yaml']);
    expect(imported).toMatchObject({ code: 0, stdout: expect.stringContaining('studio.yaml: written') });
    const text = readFileSync(path.join(world.folder, 'studio.yaml'), 'utf8');
    expect(text).toContain('IdleTimeoutInMinutes: 120');
    const planned = await world.run(['plan']);
    expect({ code: planned.code, stdout: planned.stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('No changes: everything is as the file says.'),
    });
    expect(await world.run(['import', '--out', 'studio.yaml'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('studio.yaml is there already, and stays as it is'),
    });
    expect(await world.run(['apply', '--adopt', '--yes'])).toMatchObject({ code: 0 });
    expect(await world.run(['plan'])).toMatchObject({ code: 0 });
  } finally {
    await world.stop();
  }
});

it('images come into the file with what they are made from; who may not see that is told', async () => {
  const uri = '123456789012.dkr.ecr.us-east-1.amazonaws.com/studio:r-3';
  const seed = `account: '123456789012'
callers: { AKIANOIMAGES00000000: { principal: 'arn:aws:sts::123456789012:assumed-role/Reader/ines', allow: ['sagemaker:List*', 'sagemaker:DescribeDomain', 'sagemaker:DescribeUserProfile', 'tag:GetResources'] } }
images: { r: { RoleArn: 'arn:aws:iam::123456789012:role/Images', versions: [{ BaseImage: '${uri}' }] } }
appImageConfigs: { r-lab: { JupyterLabAppImageConfig: { FileSystemConfig: { DefaultUid: 1000, DefaultGid: 100, MountPath: /home/sagemaker-user } } } }
domains:
  d-one:
    DomainName: one
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Studio' }
    userProfiles: { ana: { UserSettings: { JupyterLabAppSettings: { CustomImages: [{ ImageName: r, AppImageConfigName: r-lab }] } } } }
`;
  const world = await new StudioWorld(moto.url).start(seed);
  try {
    expect(await world.run(['import', '--out', 'studio.yaml'])).toMatchObject({ code: 0, stderr: '' });
    expect(parse(readFileSync(path.join(world.folder, 'studio.yaml'), 'utf8'))).toMatchObject({
      images: { r: { from: uri, for: ['JupyterLab'], appImageConfig: 'r-lab' } },
    });
    expect(await world.run(['plan'])).toMatchObject({ code: 0 });
    const blind = await world.run(['import'], { AWS_ACCESS_KEY_ID: 'AKIANOIMAGES00000000' });
    expect(blind).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('appImageConfig: r-lab'),
      stderr: 'left out: what image r is made from; allow sagemaker:DescribeImageVersion\n',
    });
  } finally {
    await world.stop();
  }
});

it('what Unified Studio and Control Tower have made is left alone, whatever its name: by import, plan and destroy', async () => {
  const domain = (more: string) =>
    `{ AuthMode: IAM, VpcId: vpc-0a1b2c3d, SubnetIds: [subnet-1], DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Studio' }, ${more} }`;
  const seed = `account: '123456789012'
domains:
  d-project: ${domain('DomainName: project, DomainSettings: { UnifiedStudioSettings: { DomainId: dzd-1, ProjectId: p1 } }')}
  d-tower: ${domain("DomainName: tower, tags: { 'aws:cloudformation:stack-name': StackSet-AWSControlTowerBP-studio-1a2b }")}
  d-ours: ${domain("DomainName: ours, tags: { 'aws:cloudformation:stack-name': our-studio }")}
`;
  const world = await new StudioWorld(moto.url).start(seed);
  try {
    const imported = await world.run(['import']);
    expect({ ...imported, names: Object.keys(parse(imported.stdout).domains) }).toMatchObject({
      code: 0,
      names: ['ours'],
      stderr: expect.stringContaining('left out: tower belongs to AWS Control Tower\n'),
    });
    expect(imported.stderr).toContain('left out: project belongs to SageMaker Unified Studio\n');
    for (const [name, whose] of [
      ['project', 'a project of SageMaker Unified Studio'],
      ['tower', 'AWS Control Tower'],
    ]) {
      const file = world.write(
        `studio: acme\naccount: '123456789012'\nregion: us-east-1\ndomains: { d-${name}: { idle: 2h } }\n`,
      );
      for (const words of [
        ['plan', file],
        ['apply', file, '--yes', '--adopt'],
        ['destroy', file, '--yes'],
      ])
        expect({ words, ...(await world.run(words)) }).toMatchObject({
          code: 1,
          stderr: expect.stringMatching(`domain (d-)?${name} belongs to ${whose}`),
        });
    }
  } finally {
    await world.stop();
  }
});

it('leaves out domains of Unified Studio', async () => {
  const seed = `account: '123456789012'
domains:
  d-unified: { DomainName: SageMakerUnifiedStudio-a-b-dev, AuthMode: IAM, VpcId: vpc-0a1b2c3d, SubnetIds: [subnet-1], DefaultUserSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/Studio' } }
`;
  const world = await new StudioWorld(moto.url).start(seed);
  try {
    expect(await world.run(['import'])).toMatchObject({
      code: 0,
      stdout: expect.not.stringContaining('SageMakerUnifiedStudio'),
      stderr: expect.stringContaining('left out: SageMakerUnifiedStudio-a-b-dev belongs to SageMaker Unified Studio'),
    });
  } finally {
    await world.stop();
  }
});
