import { ListDomainsCommand } from '@aws-sdk/client-sagemaker';
import { stringify } from 'yaml';
import { Moto } from '../../lifecycle/moto';
import { actionsOf, studioPolicies } from './policies';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const users = Object.fromEntries(['ana@acme.example', 'bo', 'cy', 'di'].map((name) => [name, {}]));
const identityCenter = { users, groups: { 'data-scientists': ['ana@acme.example', 'bo'] } };
const text = (from: string, more = '') => `studio: acme
account: '123456789012'
region: us-east-1
teams: { ml: { idle: 2h } }
domains:
  one:
    AuthMode: SSO
    VpcId: vpc-0a1b2c3d
    SubnetIds: [subnet-1]
    role: arn:aws:iam::123456789012:role/Studio
    userProfilesFrom: ${from}
${more}`;
const all = '[{ group: data-scientists, team: ml }, { users: [cy] }]';

const moto = new Moto();
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());
let world: StudioWorld;
const open = async (seed: object = { identityCenter }) => {
  world = await new StudioWorld(moto.url).start(stringify({ account: '123456789012', ...seed }));
};
afterEach(() => world.stop());

const domainId = async () => (await world.direct.send(new ListDomainsCommand({}))).Domains?.[0]?.DomainId ?? '';
/** Whether a user of Identity Center comes into the domain. */
async function signsIn(name: string): Promise<boolean> {
  const address = `${world.url}/sso?DomainId=${await domainId()}&UserName=${encodeURIComponent(name)}`;
  return (await fetch(address)).status === 200;
}
async function application(): Promise<string> {
  const which = ['--domain-id', await domainId(), '--query', 'SingleSignOnApplicationArn', '--output', 'text'];
  return (await world.aws('sagemaker', 'describe-domain', ...which)).trim();
}
const made = () =>
  [...world.sagemaker.calls, ...world.beside.calls].filter((call) => /^(Create|Update|Delete)/.test(call));

it('the users of a group, those that are named and those in place get profiles and assignments, and can sign in', async () => {
  await open();
  const whole = text(all, '    userProfiles: { di: {} }\n');
  expect(await world.left(whole)).toEqual([
    'create domain one',
    'create user profile di',
    'create user profile ana',
    'create user profile bo',
    'create user profile cy',
    'create assignment user di',
    'create assignment user cy',
    'create assignment group data-scientists',
  ]);
  expect(await world.apply(whole)).toEqual([]);
  expect(await world.left(whole)).toEqual([]);
  for (const name of Object.keys(users)) expect([name, await signsIn(name)]).toEqual([name, true]);
  const seen = await world.aws('sso-admin', 'list-application-assignments', '--application-arn', await application());
  const { ApplicationAssignments } = JSON.parse(seen);
  expect(ApplicationAssignments.map((one: { PrincipalType: string }) => one.PrincipalType).sort()).toEqual([
    'GROUP',
    'USER',
    'USER',
  ]);
  // Few calls: the assignments are read as a list.
  world.beside.calls.splice(0);
  expect(await world.left(whole)).toEqual([]);
  expect(world.beside.calls.filter((call) => call.includes('Assignment'))).toEqual(['ListApplicationAssignments']);
});

it('an assignment that somebody has taken away is drift, with the hand; who leaves the file can sign in no more', async () => {
  await open();
  const file = world.write(text(all));
  expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
  const store = JSON.parse(await world.aws('sso-admin', 'list-instances')).Instances[0].IdentityStoreId;
  const named = JSON.stringify({ UniqueAttribute: { AttributePath: 'userName', AttributeValue: 'cy' } });
  const asked = ['--identity-store-id', store, '--alternate-identifier', named];
  const { UserId } = JSON.parse(await world.aws('identitystore', 'get-user-id', ...asked));
  const whom = ['--application-arn', await application(), '--principal-type', 'USER', '--principal-id', UserId];
  await world.aws('sso-admin', 'delete-application-assignment', ...whom);
  expect(await signsIn('cy')).toBe(false);
  const drift = await world.run(['drift', file]);
  expect({ code: drift.code, stdout: drift.stdout.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, 'TIME') }).toEqual({
    code: 3,
    stdout: `assignment user cy in domain one
  is not there
    since TIME UTC by user/AKIATEST000000000000 (DeleteApplicationAssignment)

1 difference from the file.
`,
  });
  expect(await world.run(['apply', file, '--yes'])).toMatchObject({ code: 0 });
  expect(await signsIn('cy')).toBe(true);
  const without = text('{ group: data-scientists, team: ml }');
  expect(await world.left(without, { delete: ['cy'] })).toEqual([
    'delete assignment user cy, and nothing else: it let them open the domain',
    'delete user profile cy, and nothing else: its folder in the file system of the domain stays',
  ]);
  expect(await world.apply(without, { delete: ['cy'] })).toEqual([]);
  expect(await signsIn('cy')).toBe(false);
  expect(await world.left(without)).toEqual([]);
  const destroyed = await world.run(['destroy', world.write(without), '--yes']);
  expect(destroyed).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('delete assignment group data-scientists'),
  });
  expect((await world.direct.send(new ListDomainsCommand({}))).Domains).toEqual([]);
});

it('what could not work is refused before anything is sent', async () => {
  await open();
  await expect(world.left(text('[{ group: data-sientists }, { users: [cy] }]'))).rejects.toThrow(
    'studio.yaml:11:33: domains.one.userProfilesFrom.0.group: Identity Center has no group "data-sientists"',
  );
  await expect(world.left(text('{ users: [cy, eve, mallory] }'))).rejects.toThrow('has no user eve, no user mallory');
  await expect(world.left(text(all).replace('AuthMode: SSO', 'AuthMode: IAM'))).rejects.toThrow(
    'users of Identity Center need a domain with AuthMode: SSO',
  );
  await expect(world.left(text('{ group: data-scientists, users: [cy] }'))).rejects.toThrow(
    'needs either group or users',
  );
  await expect(world.left(text('[{ group: data-scientists }, { users: [bo@other.example] }]'))).rejects.toThrow(
    'bo@other.example and bo would both be bo',
  );
  // A domain that exists, and has no single sign-on.
  const iam = text('[]')
    .replace('AuthMode: SSO', 'AuthMode: IAM')
    .replace(/ {4}userProfilesFrom.*\n/, '');
  expect(await world.apply(iam)).toEqual([]);
  world.sagemaker.calls.splice(0);
  world.beside.calls.splice(0);
  const byId = text(all).replace('  one:\n    AuthMode: SSO', `  ${await domainId()}:`);
  await expect(world.left(byId)).rejects.toThrow('has AuthMode IAM, and no application of Identity Center');
  expect(made()).toEqual([]);
});

it('does with exactly the policies of the page, and needs each action of those for Identity Center', async () => {
  const [forPlan, besides, toDestroy, forPeople] = studioPolicies();
  const policies = [forPlan, besides, toDestroy, forPeople];
  const callers = { AKIAPEOPLE0000000000: { principal: 'arn:aws:iam::123456789012:role/Admin', policies } };
  const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`user-${at}`, {}]));
  await open({ identityCenter: { ...identityCenter, users: { ...users, ...many } }, callers });
  const as = { AWS_ACCESS_KEY_ID: 'AKIAPEOPLE0000000000' };
  const named = (names: string[]) =>
    world.write(text(`[{ group: data-scientists }, { users: [${names.join(', ')}] }]`));
  expect(await world.run(['apply', named(['cy', ...Object.keys(many)]), '--yes'], as)).toMatchObject({ code: 0 });
  expect(await world.run(['apply', named(Object.keys(many)), '--yes', '--delete', 'cy'], as)).toMatchObject({
    code: 0,
  });
  expect(await world.run(['destroy', named(Object.keys(many)), '--yes'], as)).toMatchObject({ code: 0 });
  const asked = new Set(world.beside.calls.filter((call) => !/FileSystem|MountTarget|Security|Subnets|Tag/.test(call)));
  const allowed = actionsOf(forPeople).map((action) => action.split(':')[1] ?? '');
  expect([...asked].sort()).toEqual(allowed.sort());
});

it('an SSO domain outside the Region of Identity Center is refused before anything is sent', async () => {
  await open({ identityCenter: { ...identityCenter, region: 'eu-west-1' } });
  const file = world.write(text('[]'));
  const { code, stderr } = await world.run(['apply', file, '--yes']);
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining('Identity Center is not in this Region, us-east-1, or not in this organisation'),
  });
  expect(made()).toEqual([]);
});
