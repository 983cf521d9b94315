import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { DescribeFileSystemsCommand, EFSClient } from '@aws-sdk/client-efs';
import {
  CreateAppCommand,
  CreateSpaceCommand,
  CreateUserProfileCommand,
  DescribeAppCommand,
  ListAppImageConfigsCommand,
  ListDomainsCommand,
  ListSpacesCommand,
  ListStudioLifecycleConfigsCommand,
  ListUserProfilesCommand,
} from '@aws-sdk/client-sagemaker';
import { Moto } from '../../lifecycle/moto';
import { DISTRIBUTION } from '../../emulator/studio';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const text = `studio: acme
account: '123456789012'
region: us-east-1
lifecycleConfigs: { hello: { StudioLifecycleConfigAppType: JupyterLab, script: echo } }
images: { forecasting: { for: [JupyterLab] } }
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1, subnet-2]
    role: arn:aws:iam::123456789012:role/Studio
    userProfiles: { ana: {}, Bo: {} }
    spaces: { study: { owner: ana, SpaceSettings: { AppType: JupyterLab } } }
`;

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

let world: StudioWorld;
let file: string;
let DomainId: string;
let efs: EFSClient;
let ec2: EC2Client;
beforeEach(async () => {
  world = await new StudioWorld(moto.url).start();
  file = world.write(text);
  [efs, ec2] = [new EFSClient({ region: 'us-east-1' }), new EC2Client({ region: 'us-east-1' })];
  expect(await world.apply(text)).toEqual([]);
  DomainId = (await world.direct.send(new ListDomainsCommand({}))).Domains?.[0]?.DomainId ?? '';
});
afterEach(() => world.stop());

/** What there is of everything. */
async function there() {
  const [domains, profiles, spaces, scripts, configs] = await Promise.all([
    world.direct.send(new ListDomainsCommand({})),
    world.direct.send(new ListUserProfilesCommand({})),
    world.direct.send(new ListSpacesCommand({})),
    world.direct.send(new ListStudioLifecycleConfigsCommand({})),
    world.direct.send(new ListAppImageConfigsCommand({})),
  ]);
  const { FileSystems = [] } = await efs.send(new DescribeFileSystemsCommand({}));
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  return {
    domains: domains.Domains?.map((one) => one.DomainName),
    profiles: profiles.UserProfiles?.map((one) => one.UserProfileName).sort(),
    spaces: spaces.Spaces?.map((one) => one.SpaceName),
    scripts: scripts.StudioLifecycleConfigs?.map((one) => one.StudioLifecycleConfigName),
    configs: configs.AppImageConfigs?.map((one) => one.AppImageConfigName),
    fileSystems: FileSystems.length,
    groups: SecurityGroups.length,
  };
}
const nothing = { domains: [], profiles: [], spaces: [], scripts: [], configs: [] };
const homes = async () => (await efs.send(new DescribeFileSystemsCommand({}))).FileSystems?.[0]?.FileSystemId ?? '';

async function startApp() {
  const app = { DomainId, SpaceName: 'study', AppType: 'JupyterLab', AppName: 'default' } as const;
  const ResourceSpec = { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION } as const;
  await world.direct.send(new CreateAppCommand({ ...app, ResourceSpec }));
  while ((await world.direct.send(new DescribeAppCommand(app))).Status !== 'InService');
}

it('all that the file has made goes in AWS’s order, and the homes stay; what keeps a VPC goes', async () => {
  await startApp();
  const shown = await world.run(['destroy', file, '--dry-run']);
  expect(shown.code).toBe(3);
  const told = shown.stdout
    .replaceAll(DomainId, 'd-…')
    .replaceAll(/\b(fs|fsmt|sg)-[0-9a-f]+/g, '$1-…')
    .replace(/last used 20\S+ \S+ UTC/, 'last used …');
  expect(told).toMatchInlineSnapshot(`
    "acme, account 123456789012, us-east-1

    domain one
      ~ stop JupyterLab of study (what is not saved in it is lost), to delete it
      − delete space study, and its volume of 5 GB with all that is on it (last used …)
      − delete user profile ana, and nothing else: its folder in the file system of the domain stays
      − delete user profile Bo, and nothing else: its folder in the file system of the domain stays
      ~ tag file system fs-…, which stays: studiolo:studio=acme
      − delete domain one, and nothing else: the file system with the homes stays
      − delete mount target fsmt-… of file system fs-… in subnet-1
      − delete mount target fsmt-… of file system fs-… in subnet-2
      ~ remove from security group sg-… (security-group-for-inbound-nfs-d-…) the rules that name the other one
      ~ remove from security group sg-… (security-group-for-outbound-nfs-d-…) the rules that name the other one
      − delete security group sg-… (security-group-for-inbound-nfs-d-…)
      − delete security group sg-… (security-group-for-outbound-nfs-d-…)

    account
      − delete AppImageConfig forecasting, and its settings
      − delete lifecycle configuration hello, and its script

    The homes of domain one stay in file system fs-… (7 kB); --delete fs-… deletes them
    4 to change, 10 to delete.
    "
  `);
  expect(await there()).toMatchObject({ domains: ['one'], spaces: ['study'], fileSystems: 1, groups: 2 });
  const { code, stderr } = await world.run(['destroy', file, '--yes']);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: expect.stringContaining(`--delete ${await homes()} deletes them`),
  });
  expect(await there()).toEqual({ ...nothing, fileSystems: 1, groups: 0 });
  // The homes are found by their tag now that the domain is gone.
  expect(await world.run(['destroy', file, '--yes', '--delete', await homes()])).toMatchObject({ code: 0 });
  expect(await there()).toEqual({ ...nothing, fileSystems: 0, groups: 0 });
  expect(await world.run(['destroy', file, '--yes'])).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('nothing to do'),
  });
});

it('what the file has not made stays, with what holds it', async () => {
  await world.direct.send(new CreateUserProfileCommand({ DomainId, UserProfileName: 'theirs' }));
  const space = { DomainId, SpaceName: 'own', SpaceSettings: { AppType: 'JupyterLab' } } as const;
  const OwnershipSettings = { OwnerUserProfileName: 'ana' };
  await world.direct.send(
    new CreateSpaceCommand({ ...space, OwnershipSettings, SpaceSharingSettings: { SharingType: 'Private' } }),
  );
  const { code, stderr } = await world.run(['destroy', file, '--yes']);
  expect(code).toBe(1);
  expect(stderr).toContain('user profile ana stays: it owns space one own, which this file has not made');
  expect(stderr).toContain('(user profile one theirs, space one own)');
  expect(await there()).toMatchObject({
    domains: ['one'],
    profiles: ['ana', 'theirs'],
    spaces: ['own'],
    fileSystems: 1,
    groups: 2,
  });
});

it('a file that has neither made nor taken over a domain destroys nothing of it', async () => {
  const other = world.write(text.replace('studio: acme', 'studio: other'));
  const { code, stderr } = await world.run(['destroy', other, '--yes']);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining('domain one stays: this file has not made it'),
  });
  expect(await there()).toMatchObject({
    domains: ['one'],
    profiles: ['Bo', 'ana'],
    spaces: ['study'],
    scripts: ['hello'],
    groups: 2,
  });
  expect(await world.run(['destroy', other, '--yes', '--delete', await homes()])).toMatchObject({ code: 2 });
});

it('killed at each of its changes, and run again, it finishes', async () => {
  await startApp();
  const all = ['destroy', file, '--yes', '--delete', await homes()];
  const killedAt: string[] = [];
  for (let code: number | null = null; code === null;) {
    const ended = await world.run(all, {}, (kill) => {
      let killed = false;
      const onCall = (operation: string, body: string) => {
        const call = `${operation} ${body}`;
        if (killed || !/^(Delete|Tag|Revoke)/.test(operation) || killedAt.includes(call)) return undefined;
        killedAt.push(call);
        killed = true;
        kill();
        // Every other one is not done.
        return killedAt.length % 2 === 0 ? ('cut' as const) : undefined;
      };
      world.sagemaker.onCall = onCall;
      world.beside.onCall = onCall;
    });
    expect({ killedAt: killedAt.at(-1), stderr: ended.stderr }).not.toMatchObject({
      stderr: expect.stringMatching(/^\s+at /m),
    });
    code = ended.code;
    if (code !== null) expect(ended).toMatchObject({ code: 0 });
  }
  expect(killedAt.length).toBeGreaterThan(10);
  expect(await there()).toEqual({ ...nothing, fileSystems: 0, groups: 0 });
});

it('asks for what stays behind one by one, and a domain of Unified Studio is refused', async () => {
  const keys = [
    ['mount targets and security groups', 'y'],
    ['for good?', 'n'],
    ['Apply', 'y'],
  ];
  const { code, screen } = await world.inTerminal(['destroy', file], keys);
  expect({ code, screen }).toEqual({ code: 0, screen: expect.stringContaining('The homes of domain one stay') });
  expect(await there()).toEqual({ ...nothing, fileSystems: 1, groups: 0 });
  const unified = text.replace('  one:', '  SageMakerUnifiedStudio-4qx1-9k2m-dev:');
  expect(await world.apply(unified)).toEqual([]);
  const { stderr } = await world.run(['destroy', world.write(unified), '--yes']);
  expect(stderr).toContain('belongs to a project of SageMaker Unified Studio');
  expect(await there()).toMatchObject({ profiles: ['Bo', 'ana'], spaces: ['study'] });
});
