import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  AddTagsCommand,
  CreateSpaceCommand,
  CreateUserProfileCommand,
  DeleteTagsCommand,
  DeleteUserProfileCommand,
  DescribeUserProfileCommand,
  ListDomainsCommand,
  ListUserProfilesCommand,
  UpdateUserProfileCommand,
} from '@aws-sdk/client-sagemaker';
import { Moto } from '../../lifecycle/moto';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const text = (profiles: string) => `studio: acme
account: '123456789012'
region: us-east-1
domains:
  one:
    AuthMode: IAM
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/Studio
    userProfiles: { ${profiles} }
`;
const anew = 'make a new plan: studiolo plan FILE --out PLAN.json';

const moto = new Moto();
let world: StudioWorld;
beforeAll(async () => {
  await moto.start();
  world = await new StudioWorld(moto.url).start();
  world.write(text('ana: {}'));
  expect(await world.run(['apply', '--yes'])).toMatchObject({ code: 0 });
  world.write(text('ana: { idle: 2h }, bo: {}'));
  expect((await world.run(['plan', '--out', 'plan.json'])).code).toBe(3);
}, 120_000);
afterAll(async () => {
  await world.stop();
  moto.stop();
});

const plan = () => readFileSync(path.join(world.folder, 'plan.json'), 'utf8');
async function applied(contents: string, name = 'other.json') {
  writeFileSync(path.join(world.folder, name), contents);
  const { code, stderr } = await world.run(['apply', name, '--yes']);
  return { code, stderr };
}

it.each([
  ['was cut', () => plan().slice(0, 300), 'other.json cannot be applied: it is not JSON, or was cut: '],
  [
    'is of another version',
    () => plan().replace('studiolo-plan/1', 'studiolo-plan/7'),
    'other.json cannot be applied: it is a studiolo-plan/7, and this version reads studiolo-plan/1; ',
  ],
  [
    'does what no plan does',
    () => plan().replace('"create"', '"creat"'),
    /other\.json cannot be applied: steps\.\d\.do: is nothing that this version knows; /,
  ],
  [
    'has a step twice',
    () => plan().replace('"user profile one bo"', '"user profile one ana"'),
    'other.json cannot be applied: two steps are called user profile one ana; ',
  ],
  [
    'does not say where it is to be carried out',
    () => plan().replace('"where"', '"elsewhere"'),
    'other.json does not say for which account and region it is; ',
  ],
])('a plan that %s changes nothing, and says the way out', async (_what, contents, message) => {
  const { code, stderr } = await applied(contents());
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr).toContain(anew);
  expect((await world.run(['plan'])).stdout).toContain('1 to create, 1 to change.');
});

it('a plan for another account or region is refused', async () => {
  const elsewhere = await applied(plan().replace('"123456789012"', '"999999999999"'));
  expect(elsewhere).toEqual({ code: 1, stderr: expect.stringContaining('for account 999999999999') });
  const region = await applied(plan().replace('"us-east-1"', '"eu-west-1"'));
  expect(region).toEqual({ code: 1, stderr: expect.stringContaining('set AWS_REGION to eu-west-1') });
});

it('a plan is known by what it says, and so is a Studio file in JSON', async () => {
  const { code, stderr } = await world.run(['plan', 'plan.json']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'studiolo: plan.json is a plan; studiolo apply plan.json carries it out\n',
  });
  const file = { studio: 'other', account: '123456789012', region: 'us-east-1', domains: {} };
  expect(await applied(JSON.stringify(file))).toMatchObject({ code: 0, stderr: expect.stringContaining('No changes') });
});

it('what was changed since a plan was made is left, and a new plan asked for; the rest is done', async () => {
  const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
  const IdleSettings = { LifecycleManagement: 'ENABLED', IdleTimeoutInMinutes: 300 } as const;
  const UserSettings = { JupyterLabAppSettings: { AppLifecycleManagement: { IdleSettings } } };
  const ana = { DomainId: Domains[0]?.DomainId, UserProfileName: 'ana' };
  await world.direct.send(new UpdateUserProfileCommand({ ...ana, UserSettings }));
  const { code, stderr } = await world.run(['apply', 'plan.json', '--yes']);
  expect(code).toBe(1);
  expect(stderr).toContain('IdleTimeoutInMinutes was nothing and is 300 now; ');
  expect(stderr).toContain(anew);
  expect(stderr).not.toContain('run the command again');
  expect((await world.run(['plan', '--out', 'plan.json'])).stdout).toContain('\n1 to change.');
  const again = await applied(plan(), 'renamed.txt');
  expect(again).toEqual({ code: 0, stderr: expect.stringContaining('Done: 1 change made in acme in us-east-1.\n') });
  expect((await world.run(['plan'])).code).toBe(0);
});

it('what somebody else has made anew under a name that a plan deletes is not deleted', async () => {
  world.write(text('ana: { idle: 2h }, bo: {}, cy: {}'));
  expect(await world.run(['apply', '--yes'])).toMatchObject({ code: 0 });
  world.write(text('ana: { idle: 2h }, bo: {}'));
  expect((await world.run(['plan', '--delete', 'cy', '--out', 'gone.json'])).stdout).toContain('\n1 to delete.');
  const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
  const cy = { DomainId: Domains[0]?.DomainId, UserProfileName: 'cy' };
  const profiles = async () => {
    const { UserProfiles = [] } = await world.direct.send(
      new ListUserProfilesCommand({ UserProfileNameContains: 'cy' }),
    );
    return UserProfiles.map(({ Status }) => Status);
  };
  await world.direct.send(new DeleteUserProfileCommand(cy));
  while ((await profiles()).length > 0) await pause(20);
  await world.direct.send(new CreateUserProfileCommand(cy));
  const { code, stderr } = await world.run(['apply', 'gone.json', '--yes']);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining('user profile cy carries the name of no file now, and stays as it is: '),
  });
  expect(stderr).toContain(anew);
  expect(await profiles()).toEqual(['InService']);
});

describe('what somebody else has made anew, or taken over, since a plan was made', () => {
  const profile = async (UserProfileName: string) => {
    const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
    return world.direct.send(new DescribeUserProfileCommand({ DomainId: Domains[0]?.DomainId, UserProfileName }));
  };

  it('is not changed: it belongs to no file', async () => {
    world.write(text('ana: { idle: 2h }, bo: {}, eve: {}'));
    expect(await world.run(['apply', '--yes'])).toMatchObject({ code: 0 });
    world.write(text('ana: { idle: 2h }, bo: {}, eve: { idle: 3h }'));
    expect((await world.run(['plan', '--out', 'anew.json'])).stdout).toContain('\n1 to change.');
    const { DomainId } = await profile('eve');
    await world.direct.send(new DeleteUserProfileCommand({ DomainId, UserProfileName: 'eve' }));
    while ((await profile('eve').catch(() => undefined)) !== undefined) await pause(20);
    await world.direct.send(new CreateUserProfileCommand({ DomainId, UserProfileName: 'eve' }));
    expect(await world.run(['apply', 'anew.json', '--yes'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('user profile eve carries the name of no file now, and stays as it is: '),
    });
    expect((await profile('eve')).UserSettings).toBeUndefined();
  });

  it('is not taken over from another file', async () => {
    expect((await world.run(['plan', '--adopt', '--out', 'adopt.json'])).stdout).toContain(
      'take over user profile eve',
    );
    const { UserProfileArn = '' } = await profile('eve');
    const Tags = [{ Key: 'studiolo:studio', Value: 'theirs' }];
    await world.direct.send(new AddTagsCommand({ ResourceArn: UserProfileArn, Tags }));
    const { code, stderr } = await world.run(['apply', 'adopt.json', '--yes']);
    expect(code).toBe(1);
    expect(stderr).toContain('tag studiolo:studio was none and is theirs now; ');
    // Its settings wait for its tag.
    expect((await profile('eve')).UserSettings).toBeUndefined();
    await world.direct.send(new DeleteTagsCommand({ ResourceArn: UserProfileArn, TagKeys: ['studiolo:studio'] }));
    expect(await world.run(['apply', 'adopt.json', '--yes'])).toMatchObject({ code: 0 });
    expect((await world.run(['plan'])).code).toBe(0);
  });
});

it('what AWS keeps for now is not told as done', async () => {
  world.write(text('ana: { idle: 2h }, bo: {}, eve: { idle: 3h }, dee: {}'));
  expect(await world.run(['apply', '--yes'])).toMatchObject({ code: 0 });
  world.write(text('ana: { idle: 2h }, bo: {}, eve: { idle: 3h }'));
  expect((await world.run(['plan', '--delete', 'dee', '--out', 'kept.json'])).stdout).toContain('\n1 to delete.');
  const { Domains = [] } = await world.direct.send(new ListDomainsCommand({}));
  await world.direct.send(
    new CreateSpaceCommand({
      DomainId: Domains[0]?.DomainId,
      SpaceName: 'dee-lab',
      SpaceSettings: { AppType: 'JupyterLab' },
      OwnershipSettings: { OwnerUserProfileName: 'dee' },
      SpaceSharingSettings: { SharingType: 'Private' },
    }),
  );
  const { code, stderr } = await world.run(['apply', 'kept.json', '--yes']);
  expect(code).toBe(1);
  expect(stderr).toContain('user profile dee stays for now: ');
  expect(stderr).toContain('studiolo: one thing was not deleted: see above\n');
  expect(stderr).not.toContain('Done');
});
