import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateAppCommand,
  CreateSpaceCommand,
  CreateUserProfileCommand,
  DeleteSpaceCommand,
  DescribeAppCommand,
  DescribeDomainCommand,
  DescribeUserProfileCommand,
  ListDomainsCommand,
  ListSpacesCommand,
  ListTagsCommand,
  UpdateDomainCommand,
} from '@aws-sdk/client-sagemaker';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { Moto } from '../../lifecycle/moto';
import { DISTRIBUTION } from '../../emulator/studio';
import { generatedDomain, peopleOfGenerated } from './generated';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const examples = path.resolve(__dirname, '../../../examples');
const head = `studio: acme\naccount: '123456789012'\nregion: us-east-1\n`;
const one = (more = '') => `${head}domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1, subnet-2]
    role: arn:aws:iam::123456789012:role/Studio
    userProfiles: { ana: { repositories: [https://a.example/x, https://b.example/y] }, bo: {} }
    spaces: { study: { owner: ana, SpaceSettings: { AppType: JupyterLab } } }
${more}`;

/** Who signs in to the generated domains, and to Acme's. */
const users = { ...peopleOfGenerated, 'chen@acme.example': {} };

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());

let world: StudioWorld;
beforeEach(async () => {
  world = await new StudioWorld(moto.url).start(stringify({ account: '123456789012', identityCenter: { users } }));
});
afterEach(() => world.stop());

const domainId = async () => (await world.direct.send(new ListDomainsCommand({}))).Domains?.[0]?.DomainId ?? '';
const described = async () => {
  const domain = await domainId();
  return world.direct.send(new DescribeDomainCommand({ DomainId: domain }));
};
async function startApp() {
  const app = { DomainId: await domainId(), SpaceName: 'study', AppType: 'JupyterLab', AppName: 'default' } as const;
  const ResourceSpec = { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION } as const;
  await world.direct.send(new CreateAppCommand({ ...app, ResourceSpec }));
  while ((await world.direct.send(new DescribeAppCommand(app))).Status !== 'InService');
  return app;
}

describe('after apply the plan is empty', () => {
  it('for the Acme company', async () => {
    const file = path.join(examples, 'acme', 'studio.yaml');
    for (const name of ['people.csv', 'scripts/defaults.sh', 'scripts/gpu.sh'])
      world.write(readFileSync(path.join(examples, 'acme', name), 'utf8'), name);
    const text = readFileSync(file, 'utf8');
    expect(await world.apply(text)).toEqual([]);
    expect(await world.left(text)).toEqual([]);
    expect((await world.plan(text)).unchanged).toBe(16);
  });

  it('for the small file', async () => {
    const text = readFileSync(path.join(examples, 'small.studio.yaml'), 'utf8');
    expect(text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toHaveLength(11);
    expect(await world.apply(text)).toEqual([]);
    expect(await world.left(text)).toEqual([]);
  });

  it('for generated domains', async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(generatedDomain, async (generated) => {
        const { userSettings, spaces, ...rest } = generated;
        made += 1;
        const space = { DefaultSpaceSettings: { ExecutionRole: 'arn:aws:iam::123456789012:role/S' } };
        const domain = { ...rest, ...space, DefaultUserSettings: userSettings, spaces };
        // Each is a studio of its own: what the earlier ones made is none of its business.
        const own = head.replace('acme', `acme-${made}`);
        const text = `${own}${stringify({ domains: { [`domain-${made}`]: domain } }, { aliasDuplicateObjects: false })}`;
        expect(await world.apply(text)).toEqual([]);
        expect(await world.left(text)).toEqual([]);
      }),
      { numRuns: 40, seed: 7, endOnFailure: true },
    );
  });
});

describe('a change', () => {
  beforeEach(async () => {
    expect(await world.apply(one())).toEqual([]);
  });

  it('sends what differs, and leaves alone what the file does not say (a subnet never replaces the domain)', async () => {
    const id = await domainId();
    const DefaultUserSettings = { SecurityGroups: ['sg-theirs'], DefaultLandingUri: 'studio::' };
    await world.direct.send(new UpdateDomainCommand({ DomainId: id, DefaultUserSettings }));
    while ((await described()).Status !== 'InService');
    expect(await world.left(one())).toEqual([]);
    const changed = one('    idle: 2h\n').replace('[subnet-1, subnet-2]', '[subnet-3, subnet-2, subnet-1]');
    expect(await world.apply(changed)).toEqual([]);
    expect(await described()).toMatchObject({
      DomainId: id,
      SubnetIds: ['subnet-3', 'subnet-2', 'subnet-1'],
      DefaultUserSettings: {
        SecurityGroups: ['sg-theirs'],
        JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings: { IdleTimeoutInMinutes: 120 } } },
      },
    });
    expect(await world.left(changed)).toEqual([]);
  });

  it('compares sets as sets, and removes what is said to be empty', async () => {
    const turned = one().replace(
      '[https://a.example/x, https://b.example/y]',
      '[https://b.example/y, https://a.example/x]',
    );
    expect(await world.left(turned)).toEqual([]);
    const none = one().replace('[https://a.example/x, https://b.example/y]', '[]');
    expect(await world.apply(none)).toEqual([]);
    const ana = await world.direct.send(
      new DescribeUserProfileCommand({ DomainId: await domainId(), UserProfileName: 'ana' }),
    );
    expect(ana.UserSettings?.JupyterLabAppSettings?.CodeRepositories ?? []).toEqual([]);
    expect(await world.left(none)).toEqual([]);
    expect(await world.left(none.replace('repositories: []', 'repositories: '))).toEqual([]);
  });

  it('takes names of user profiles for the same in whatever letters, of owners too, as AWS does', async () => {
    const capitals = one().replace('{ ana:', '{ Ana:').replace('owner: ana', 'owner: Ana');
    expect(capitals).not.toBe(one());
    expect(await world.left(capitals)).toEqual([]);
    expect(await world.left(one().replace('owner: ana', 'owner: bo'))).toEqual([
      expect.stringContaining('OwnerUserProfileName'),
    ]);
  });

  it('makes no domain beside one whose name differs in capital letters alone', async () => {
    const id = await domainId();
    await expect(world.plan(one().replace('  one:', '  One:'))).rejects.toMatchObject({
      message: 'there is a domain one, whose name differs from One in capital letters alone',
      remedy: `name it one or ${id} in the file, or give the new one another name`,
    });
    expect(await world.left(one().replace('  one:', `  ${id}:`))).toEqual([]);
  });

  it('says when it takes effect, naming the apps that run', async () => {
    await startApp();
    const idle = await world.plan(one('    idle: 2h\n    StudioWebPortal: ENABLED\n').replace(/ {4}Studio.*\n/, ''));
    expect(idle.plan.steps.map(({ takesEffect }) => takesEffect)).toEqual([
      { when: 'next-start', apps: ['JupyterLab of study'] },
    ]);
    const portal = await world.plan(one('    DefaultUserSettings: { StudioWebPortal: DISABLED }\n'));
    expect(portal.plan.steps.map(({ takesEffect }) => takesEffect)).toEqual([{ when: 'now' }]);
  });

  it('that needs apps to be stopped names them, and stops and starts them again where that is agreed to', async () => {
    const app = await startApp();
    const changed = one().replace('role/Studio', 'role/Other');
    expect(await world.apply(changed)).toEqual([
      expect.stringContaining('needs apps to be stopped first: JupyterLab of study'),
    ]);
    expect((await described()).DefaultUserSettings?.ExecutionRole).toBe('arn:aws:iam::123456789012:role/Studio');
    expect(await world.apply(changed, { stopApps: true })).toEqual([]);
    expect((await described()).DefaultUserSettings?.ExecutionRole).toBe('arn:aws:iam::123456789012:role/Other');
    expect(await world.direct.send(new DescribeAppCommand(app))).toMatchObject({
      Status: 'InService',
      ResourceSpec: { InstanceType: 'ml.t3.medium', SageMakerImageArn: DISTRIBUTION },
    });
  });

  it('of what is fixed is refused with the way round', async () => {
    expect(await world.apply(one().replace('AuthMode: IAM', 'AuthMode: SSO'))).toContainEqual(
      'domain one AuthMode is IAM and cannot become SSO: it is set once; make a domain with another name beside it, and move people there',
    );
    expect((await world.left(one().replace('owner: ana', 'owner: bo'))).join()).toContain('cannot become bo');
  });

  it('deletes only what is named, and what carries the name of the file', async () => {
    const DomainId = await domainId();
    await world.direct.send(new CreateUserProfileCommand({ DomainId, UserProfileName: 'theirs' }));
    const without = one().replace(', bo: {}', '');
    expect(await world.left(without)).toEqual([
      'user profile bo is not in the file any more; --delete bo deletes it, and nothing else: its folder in the file system of the domain stays',
    ]);
    expect((await world.plan(without)).unmanaged).toBe(1);
    expect(await world.apply(without, { delete: ['bo', 'theirs'] })).toEqual([]);
    expect(await world.left(without)).toEqual([]);
    const theirs = new DescribeUserProfileCommand({ DomainId, UserProfileName: 'theirs' });
    expect((await world.direct.send(theirs)).UserProfileName).toBe('theirs');
  });

  it('of what is in a domain that is not there is no plan where --only leaves the domain out', async () => {
    const other = one().replace('  one:', '  two:').replace('studio: acme', 'studio: other');
    expect(await world.left(other, { only: ['user profile'] })).toEqual(
      ['ana', 'bo'].map(
        (name) =>
          `user profile ${name} needs domain two, which is not there, and which --only leaves out; name domains there too`,
      ),
    );
    expect(await world.left(other, { only: ['domain', 'user profile'] })).toHaveLength(3);
  });

  it('of a domain that the file no longer names is told by its name', async () => {
    expect(await world.left(one().replace('  one:', '  two:'))).toContain(
      'domain one is not in the file any more; only studiolo destroy deletes a domain',
    );
  });

  it('of several names at one --delete is told', async () => {
    const without = one()
      .replace(', bo: {}', '')
      .replace(/ *spaces: .*\n/, '');
    const { code, stderr } = await world.run(['plan', world.write(without), '--delete', 'bo,study']);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: expect.stringContaining('--delete bo,study: takes one name; give each a --delete of its own\n'),
    });
  });

  it('keeps a profile that still owns spaces, and deletes it after those that are named too', async () => {
    const DomainId = await domainId();
    const SpaceSettings = { AppType: 'JupyterLab' } as const;
    const space = { DomainId, OwnershipSettings: { OwnerUserProfileName: 'ana' }, SpaceSettings };
    const SpaceSharingSettings = { SharingType: 'Private' } as const;
    await world.direct.send(new CreateSpaceCommand({ ...space, SpaceName: 'theirs', SpaceSharingSettings }));
    const none = one()
      .replace(/userProfiles: .*\n/, 'userProfiles: { bo: {} }\n')
      .replace(/ *spaces: .*\n/, '');
    expect(await world.left(none, { delete: ['ana', 'study'] })).toEqual([
      expect.stringMatching(
        /^delete space study, and its volume of 5 GB with all that is on it \(last changed \d{4}-\d\d-\d\d \d\d:\d\d UTC\)$/,
      ),
      'user profile ana owns space one theirs; a user profile goes only after its spaces',
    ]);
    await world.direct.send(new DeleteSpaceCommand({ DomainId, SpaceName: 'theirs' }));
    while ((await world.direct.send(new ListSpacesCommand({}))).Spaces?.length !== 1);
    expect(await world.apply(none, { delete: ['ANA', 'study'] })).toEqual([]);
    expect(await world.left(none)).toEqual([]);
    expect((await world.direct.send(new ListSpacesCommand({}))).Spaces).toEqual([]);
  });

  it('that deletes a space tells how large its volume is, and when its user was last active in it', async () => {
    await startApp();
    const loses = (last: string) => `its volume of 5 GB with all that is on it (last ${last} ${now} UTC)`;
    const now = 'NOW';
    const timeless = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, now);
    const without = one().replace(/ *spaces: .*\n/, '');
    const left = async () => (await world.left(without)).map(timeless);
    const gone = 'space study is not in the file any more; --delete study deletes it, and';
    expect(await left()).toEqual([`${gone} ${loses('used')}`]);
    world.sagemaker.onCall = (called) => (called === 'DescribeApp' ? 'denied' : undefined);
    expect(await left()).toEqual([`${gone} ${loses('changed')}`]);
    world.sagemaker.onCall = () => undefined;
    const { stdout } = await world.run(['destroy', world.write(one()), '--dry-run']);
    expect(timeless(stdout)).toContain(`delete space study, and ${loses('used')}`);
  });

  it('takes over what exists only where that is agreed to', async () => {
    const DomainId = await domainId();
    await world.direct.send(new CreateUserProfileCommand({ DomainId, UserProfileName: 'dana' }));
    const with4 = one().replace('bo: {}', 'bo: {}, dana: { idle: off }');
    expect(await world.left(with4)).toEqual([
      'user profile dana exists otherwise than the file says, and no file has made it; --adopt takes it over',
    ]);
    expect(await world.apply(with4, { adopt: true })).toEqual([]);
    expect(await world.left(with4)).toEqual([]);
    const dana = await world.direct.send(new DescribeUserProfileCommand({ DomainId, UserProfileName: 'dana' }));
    const { Tags } = await world.direct.send(new ListTagsCommand({ ResourceArn: dana.UserProfileArn }));
    expect(Tags).toEqual([{ Key: 'studiolo:studio', Value: 'acme' }]);
  });

  it('that somebody else has made meanwhile stops the step, and is told', async () => {
    const file = world.write(one('    idle: 2h\n'));
    const planned = await world.run(['plan', file, '--out', 'plan.json']);
    expect({ code: planned.code, plan: planned.stdout }).toEqual({
      code: 3,
      plan: expect.stringContaining('IdleTimeoutInMinutes: nothing → 120'),
    });
    const idle = { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 300 } as const;
    const DefaultUserSettings = { JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings: idle } } };
    await world.direct.send(new UpdateDomainCommand({ DomainId: await domainId(), DefaultUserSettings }));
    const { code, stderr } = await world.run(['apply', 'plan.json', '--yes']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('somebody else has changed it') });
    const now = (await described()).DefaultUserSettings?.JupyterLabAppSettings?.AppLifecycleManagement;
    expect(now?.IdleSettings?.IdleTimeoutInMinutes).toBe(300);
    expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
    expect(await world.run(['plan', file])).toMatchObject({ code: 0 });
  });

  it('is seen by the AWS CLI, and a change by the AWS CLI is seen by plan', async () => {
    const file = world.write(one('    idle: 2h\n'));
    expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
    const id = await domainId();
    const query = 'DefaultUserSettings.CodeEditorAppSettings.AppLifecycleManagement.IdleSettings.IdleTimeoutInMinutes';
    expect(await world.aws('sagemaker', 'describe-domain', '--domain-id', id, '--query', query)).toBe('120\n');
    const settings = '{"ExecutionRole":"arn:aws:iam::123456789012:role/ByHand"}';
    await world.aws('sagemaker', 'update-domain', '--domain-id', id, '--default-user-settings', settings);
    await described();
    const { code, stdout } = await world.run(['plan', file, '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      steps: [
        { do: 'change', changes: [{ from: expect.stringContaining('ByHand'), to: expect.stringContaining('Studio') }] },
      ],
    });
  });
});

it('a file for another account or region is refused', async () => {
  const file = world.write(one().replace("'123456789012'", "'999999999999'"));
  const other = await world.run(['plan', file], { AWS_REGION: 'eu-west-1' });
  expect(other).toEqual({
    code: 1,
    stdout: '',
    stderr: 'studiolo: the file is for us-east-1, and the environment for eu-west-1; set AWS_REGION to us-east-1\n',
  });
  const account = await world.run(['plan', file]);
  expect(account).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('the file is for account 999999999999, and these credentials are of 123456789012'),
  });
});

it('many people at once come without a warning of Node.js, and the end says what was done, where', async () => {
  const people = Array.from({ length: 24 }, (_, at) => `p${at}`);
  const file = world.write(one().replace('bo: {}', ['bo: {}', ...people.map((name) => `${name}: {}`)].join(', ')));
  const { code, stderr } = await world.run(['apply', file, '--yes']);
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringMatching(/Warning|node:/) });
  expect(stderr).toMatch(/\nDone: \d\d changes made in acme in us-east-1\.\n$/);
  expect((await world.run(['apply', file, '--yes'])).stderr).not.toContain('Done:');
});
