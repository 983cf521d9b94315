import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateImageCommand,
  CreateImageVersionCommand,
  CreateUserProfileCommand,
  DescribeImageCommand,
  DescribeDomainCommand,
  DescribeSpaceCommand,
  ListDomainsCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import { differenceOf } from '../../../src/admin/domain/rules/difference';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

/**
 * What administrators of Studio suffer with other tools, from public reports, as far as a Studio file is about it; and the
 * test here or beside this one that shows that it is not so.
 */
const pains: Record<string, string> = {
  'adding a subnet destroys the domain':
    'sends what differs, and leaves alone what the file does not say (a subnet never replaces the domain)',
  'changing security groups destroys the domain': 'security groups of the domain change in place',
  'changing what is fixed replaces the domain, and its homes are lost':
    'of what is fixed is refused with the way round',
  'the file system stays, and the VPC cannot be deleted':
    'all that the file has made goes in AWS’s order, and the homes stay; what keeps a VPC goes',
  'a domain cannot be deleted without a manual order': 'killed at each of its changes, and run again, it finishes',
  'whoever has a profile made by code cannot sign in':
    'the users of a group, those that are named and those in place get profiles and assignments, and can sign in',
  'a change is refused while an app runs':
    'that needs apps to be stopped names them, and stops and starts them again where that is agreed to',
  'VpcOnly needs the VPC that it already has': 'VpcOnly takes no more than the word, and later changes pass',
  'what was taken out stays, and the plan is never empty': 'a script that is taken out is taken out in AWS',
  'tags cannot be taken away': 'a tag goes where the file says null, and others stay',
  'images that the service fills in are a difference for ever': 'what the service fills in is no difference',
  'RStudio that is off is a difference for ever': 'RStudio that is off is no difference',
  'settings of a space are declared and cannot be changed': 'the settings of a space change in place',
  'an AppImageConfig that says nothing is taken, and the app fails': 'an AppImageConfig without a file system',
  'a default script that is not listed is taken, and the app fails': 'a default script that is not listed',
  'a profile cannot be deleted for apps and spaces made elsewhere':
    'keeps a profile that still owns spaces, and deletes it after those that are named too',
  'new settings of AWS are missing for months': 'the settings of AWS are those of the service model',
  'lists stop at 50': 'a domain with more than a page of profiles is read whole',
  'a domain of Unified Studio is destroyed by a tool that does not know it': 'leaves out domains of Unified Studio',
};

test.each(Object.entries(pains))('that %s is shown not to be so', (_pain, shown) => {
  const folders = [__dirname, path.resolve(__dirname, '../studio-file')];
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)));
  const tests = files.filter((file) => file.endsWith('.test.ts')).map((file) => readFileSync(file, 'utf8'));
  const named = new RegExp(`[([]\\s*['"\`]${shown.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
  expect(tests.filter((text) => named.test(text))).toHaveLength(1);
});

const moto = new Moto();
let world: StudioWorld;
beforeAll(async () => {
  await moto.start();
  world = await new StudioWorld(moto.url).start();
}, 120_000);
afterAll(async () => {
  await world.stop();
  moto.stop();
});

/** A domain of its own for each test, in a Studio of its own. */
const text = (name: string, more: string) => `studio: ${name}
account: '123456789012'
region: us-east-1
lifecycleConfigs: { ${name}: { StudioLifecycleConfigAppType: JupyterLab, script: echo } }
domains:
  ${name}:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/Studio
${more}`;

async function described(name: string) {
  const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
  const DomainId = Domains.find((one) => one.DomainName === name)?.DomainId;
  return world.direct.send(new DescribeDomainCommand({ DomainId }));
}
/** Makes it so, once and for all. */
async function settles(file: string): Promise<void> {
  expect(await world.apply(file)).toEqual([]);
  expect(await world.left(file)).toEqual([]);
}

it('security groups of the domain change in place', async () => {
  const groups = (list: string) => text('groups', `    DomainSettings: { SecurityGroupIds: [${list}] }\n`);
  await settles(groups('sg-1'));
  const { DomainId } = await described('groups');
  await settles(groups('sg-1, sg-2'));
  expect(await described('groups')).toMatchObject({ DomainId, DomainSettings: { SecurityGroupIds: ['sg-1', 'sg-2'] } });
});

it('VpcOnly takes no more than the word, and later changes pass', async () => {
  await settles(text('vpc', ''));
  await settles(text('vpc', '    AppNetworkAccessType: VpcOnly\n'));
  await settles(text('vpc', '    AppNetworkAccessType: VpcOnly\n    idle: 2h\n'));
  expect(await described('vpc')).toMatchObject({ AppNetworkAccessType: 'VpcOnly', VpcId: 'vpc-0a1b2c3d' });
});

it('a script that is taken out is taken out in AWS', async () => {
  const listed = (list: string) =>
    text('scripts', `    DefaultUserSettings: { JupyterLabAppSettings: { LifecycleConfigArns: [${list}] } }\n`);
  await settles(listed('{ script: scripts }'));
  await settles(listed(''));
  const settings = (await described('scripts')).DefaultUserSettings?.JupyterLabAppSettings;
  expect(settings?.LifecycleConfigArns ?? []).toEqual([]);
});

it('a tag goes where the file says null, and others stay', async () => {
  await settles(text('tags', '    tags: { company: acme, room: a }\n'));
  await settles(text('tags', '    tags: { company: null }\n'));
  const { DomainArn } = await described('tags');
  const { Tags = [] } = await world.direct.send(new ListTagsCommand({ ResourceArn: DomainArn }));
  expect(Tags.map(({ Key }) => Key).sort()).toEqual(['room', 'studiolo:studio']);
  // What it does not have need not be taken away.
  await settles(text('tags', '    tags: { company: null, floor: null }\n'));
});

it('what the service fills in is no difference', async () => {
  const spec =
    '    DefaultUserSettings: { JupyterServerAppSettings: { DefaultResourceSpec: { InstanceType: system } } }\n';
  await settles(text('filled', spec));
  const filled = (await described('filled')).DefaultUserSettings;
  expect(filled?.JupyterServerAppSettings?.DefaultResourceSpec?.SageMakerImageArn).toBeDefined();
  expect(filled?.SharingSettings).toBeDefined();
});

it('RStudio that is off is no difference', () => {
  const off = { RStudioServerProAppSettings: { AccessStatus: 'DISABLED' } };
  expect(differenceOf({}, off)).toBeUndefined();
  const on = { RStudioServerProAppSettings: { AccessStatus: 'ENABLED' } };
  expect(differenceOf(on, off)?.changes).toHaveLength(1);
});

it('the settings of a space change in place', async () => {
  const space = (size: number, name: string) =>
    text(
      'space',
      `    userProfiles: { ana: {} }
    spaces: { study: { owner: ana, SpaceDisplayName: ${name}, storage: ${size} GB, SpaceSettings: { AppType: JupyterLab } } }
`,
    );
  await settles(space(10, 'Before'));
  await settles(space(20, 'After'));
  const { DomainId } = await described('space');
  const study = await world.direct.send(new DescribeSpaceCommand({ DomainId, SpaceName: 'study' }));
  expect(study).toMatchObject({
    SpaceDisplayName: 'After',
    SpaceSettings: { SpaceStorageSettings: { EbsStorageSettings: { EbsVolumeSizeInGb: 20 } } },
  });
  expect((await world.left(space(10, 'After'))).join()).toContain('a volume only grows');
});

it('a domain with more than a page of profiles is read whole', async () => {
  await settles(text('many', ''));
  const { DomainId } = await described('many');
  for (let at = 0; at < 120; at += 1)
    await world.direct.send(new CreateUserProfileCommand({ DomainId, UserProfileName: `user-${at}` }));
  expect((await world.plan(text('many', ''))).unmanaged).toBeGreaterThanOrEqual(120);
});

it('an image is taken from a folder or a URI, and who has to publish it is told how', async () => {
  const uri = '123456789012.dkr.ecr.us-east-1.amazonaws.com/studio:r';
  const images = (from: string) =>
    `${text('images', '    images: [r]\n')}images: { r: { from: ${from}, for: [JupyterLab] } }\n`;
  await expect(world.left(images('./images/r'))).rejects.toThrow('images.r.from: there is no Dockerfile in ./images/r');
  await expect(world.left(images('r'))).rejects.toThrow('must be a folder, such as ./images/r, or the URI');
  world.write('FROM scratch\n', 'images/r/Dockerfile');
  const publish = 'names an image that is not there yet; studiolo image publish ./images/r --image-name r makes it';
  expect(await world.left(images('./images/r'))).toContain(`AppImageConfig r ${publish}`);
  const RoleArn = 'arn:aws:iam::123456789012:role/Images';
  await world.direct.send(new CreateImageCommand({ ImageName: 'r', RoleArn }));
  while ((await world.direct.send(new DescribeImageCommand({ ImageName: 'r' }))).ImageStatus !== 'CREATED');
  await world.direct.send(new CreateImageVersionCommand({ ImageName: 'r', BaseImage: uri, ClientToken: 'one' }));
  await settles(images('./images/r'));
  await settles(images(uri));
  expect(await world.left(images(`${uri}2`))).toEqual([
    `AppImageConfig r names an image that is ${uri}, not ${uri}2; studiolo image publish ${uri}2 --image-name r makes it`,
  ]);
});
