// Guardrails of a Studio file, attached by the real program to roles and units of moto; the real AWS CLI is the witness.
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyVersionCommand,
  DeleteRolePermissionsBoundaryCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  PutRolePermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import {
  AttachPolicyCommand,
  CreateAccountCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  CreatePolicyCommand as CreateScpCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  ListPoliciesForTargetCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { stringify } from 'yaml';
import { findingsOf } from '../../../src/admin/findings/outcome';
import { examples } from '../../../src/admin/guardrails/parameters';
import { heldBy } from '../../../src/admin/guardrails/rules/held';
import { connectOrganizations } from '../../../src/aws/organizations';
import { scpsBinding } from '../../../src/aws/service-control-policy';
import type { Policy } from '../../../src/iam/policy';
import { readPolicy } from '../../../src/iam/read';
import { Moto } from '../../lifecycle/moto';
import { FaultyService } from '../faults';
import { StudioWorld } from './studio-world';

jest.setTimeout(300_000);

const role = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const file = (guardrails: string, types = 'ml.t3.*') => `studio: acme
account: '123456789012'
region: us-east-1
network: { VpcId: vpc-0a1b2c3d, SubnetIds: [subnet-1], SecurityGroupIds: [sg-1] }
roles:
  ml: ${role('Ml')}
  research: ${role('Research')}
  admin: { arn: '${role('StudioAdmin')}', kind: administrator }
teams: { ml: { instanceTypes: [${types}] } }
domains:
  one: { AuthMode: IAM, role: ml, userProfiles: { ana: { team: ml } } }
guardrails: ${guardrails}
`;

const moto = new Moto();
let world: StudioWorld;
let iam: IAMClient;
beforeAll(() => moto.start(), 120_000);
afterAll(() => moto.stop());
beforeEach(async () => {
  await fetch(`${moto.url}/moto-api/reset`, { method: 'POST' });
  world = await new StudioWorld(moto.url).start(undefined, moto.url);
  iam = new IAMClient({ region: 'us-east-1', endpoint: moto.url });
  for (const RoleName of ['Ml', 'Research', 'StudioAdmin'])
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: '{}' }));
});
afterEach(async () => {
  iam.destroy();
  await world.stop();
});

const attachedTo = async (RoleName: string) =>
  ((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies ?? []).map(
    ({ PolicyArn }) => PolicyArn,
  );
const boundaryOf = async (RoleName: string) =>
  (await iam.send(new GetRoleCommand({ RoleName }))).Role?.PermissionsBoundary?.PermissionsBoundaryArn;
async function document(PolicyArn: string) {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const { PolicyVersion } = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
  );
  return decodeURIComponent(PolicyVersion?.Document ?? '');
}
const policy = (place: string, target: string) =>
  `arn:aws:iam::123456789012:policy/studiolo/acme/${place}/${target}/acme-${target}-${place}-1`;
const apply = (text: string, ...words: string[]) => world.run(['apply', world.write(text), '--yes', ...words]);
async function theirs(PolicyName: string): Promise<string> {
  const PolicyDocument =
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}}';
  await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  return `arn:aws:iam::123456789012:policy/${PolicyName}`;
}

it('apply makes them, on the roles that the file means; the next plan is empty, and other policies stay', async () => {
  const other = await theirs('data');
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'Ml', PolicyArn: other }));
  const text = file('{ instance-type-allow-list: {}, no-remote-ide: , settings-admin-only: { as: identity, to: ml } }');
  const planned = await world.run(['plan', world.write(text)]);
  expect(planned.code).toBe(3);
  expect(planned.stdout).toContain(`guardrails
  + create policy acme-Ml-boundary-1
    811 of 6144 characters: instance-type-allow-list, no-remote-ide
  + create policy acme-Research-boundary-1
    811 of 6144 characters: instance-type-allow-list, no-remote-ide
  + create policy acme-Ml-identity-1
    304 of 6144 characters: settings-admin-only
  + attach policy acme-Ml-boundary-1 to role Ml as its permissions boundary
  + attach policy acme-Research-boundary-1 to role Research as its permissions boundary
  + attach policy acme-Ml-identity-1 to role Ml
`);
  expect(await apply(text)).toMatchObject({ code: 0 });
  expect(await boundaryOf('Ml')).toBe(policy('boundary', 'Ml'));
  expect(await boundaryOf('Research')).toBe(policy('boundary', 'Research'));
  expect(await boundaryOf('StudioAdmin')).toBeUndefined();
  const seen = await world.aws('iam', 'list-attached-role-policies', '--role-name', 'Ml', '--output', 'text');
  expect(
    seen
      .split(/\s/)
      .filter((word) => word.startsWith('arn:'))
      .sort(),
  ).toEqual([other, policy('identity', 'Ml')].sort());
  expect(await attachedTo('Research')).toEqual([]);
  expect(await document(policy('boundary', 'Ml'))).toMatch(/"Everything".*"InstanceTypes".*ml\.t3\.\*/);
  expect(await document(policy('identity', 'Ml'))).toContain(role('StudioAdmin'));
  expect(await world.run(['plan', 'studio.yaml'])).toMatchObject({ code: 0 });
  expect(await world.run(['drift', 'studio.yaml'])).toMatchObject({ code: 0 });
});

it('a change is a new version, however often; what is changed or taken away by hand is drift, and put right', async () => {
  const PolicyArn = policy('boundary', 'Ml');
  for (const types of ['ml.t3.*', 'ml.m5.*', 'ml.m6i.*', 'ml.c5.*', 'ml.r5.*', 'ml.g5.*', 'ml.p3.*'])
    expect(await world.apply(file('{ instance-type-allow-list: }', types))).toEqual([]);
  const text = file('{ instance-type-allow-list: }', 'ml.p3.*');
  const ours = await document(PolicyArn);
  expect(ours).toContain('ml.p3.*');
  const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  expect(Versions.map(({ VersionId }) => VersionId).sort()).toEqual(['v3', 'v4', 'v5', 'v6', 'v7']);

  const research = { PolicyArn: policy('boundary', 'Research') };
  await iam.send(new DeletePolicyVersionCommand({ ...research, VersionId: 'v3' }));
  const open = '{"Version":"2012-10-17","Statement":{"Sid":"Everything","Effect":"Allow","Action":"*","Resource":"*"}}';
  await iam.send(new CreatePolicyVersionCommand({ ...research, SetAsDefault: true, PolicyDocument: open }));
  await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'Ml' }));
  // By hand, past the emulator, whose CloudTrail knows only what apply has done.
  const { code, stdout } = await world.run(['drift', world.write(text)]);
  expect([code, stdout.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'TIME')]).toEqual([
    3,
    `policy acme-Ml-boundary-1
  is not attached to role Ml as its permissions boundary
    since when and by whom is not known: CloudTrail has no such call in its 90 days
policy acme-Research-boundary-1
  is not as the file says; apply makes it so:
  + statement InstanceTypes
  + statement InstanceTypeNamed
    since TIME UTC by user/AKIATEST000000000000 (CreatePolicyVersion)

2 differences from the file.
`,
  ]);
  expect(await apply(text)).toMatchObject({ code: 0 });
  expect(await boundaryOf('Ml')).toBe(PolicyArn);
  expect(await world.run(['drift', 'studio.yaml'])).toMatchObject({ code: 0 });
  // The same document otherwise written is no difference.
  await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v3' }));
  const turned = JSON.stringify(JSON.parse(ours), null, 1);
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, SetAsDefault: true, PolicyDocument: turned }));
  expect(await world.left(text)).toEqual([]);
});

describe('drift says by whose hand', () => {
  const byRole = (name: string, session: string) => `arn:aws:sts::123456789012:assumed-role/${name}/${session}`;
  const everything = { Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const blind = { Statement: [{ Effect: 'Deny', Action: 'cloudtrail:*', Resource: '*' }, ...everything.Statement] };
  const callers = {
    AKIAINES000000000000: { principal: byRole('StudioAdmin', 'ines'), policies: [everything] },
    AKIAOTTO000000000000: {
      ...{ principal: byRole('Console', 'otto'), sourceIdentity: 'otto.meyer', policies: [everything] },
    },
    AKIABLIND00000000000: { principal: byRole('StudioAdmin', 'blind'), policies: [blind] },
  };
  const ines = { AWS_ACCESS_KEY_ID: 'AKIAINES000000000000' };
  const open = '{"Version":"2012-10-17","Statement":{"Sid":"Everything","Effect":"Allow","Action":"*","Resource":"*"}}';
  const drift = async (more: NodeJS.ProcessEnv = ines) => {
    const { code, stdout } = await world.run(['drift', 'studio.yaml'], more);
    return {
      code,
      lines: stdout
        .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'TIME')
        .trimEnd()
        .split('\n'),
    };
  };
  beforeEach(async () => {
    await world.stop();
    const seed = stringify({ account: '123456789012', callers });
    world = await new StudioWorld(moto.url).start(seed, moto.url);
    await theirs('their-boundary');
    const text = file(
      '{ instance-type-allow-list: { to: ml }, no-remote-ide: { as: identity, to: [ml, research] }, no-remote-debug: { to: research } }',
    );
    expect(await world.run(['apply', world.write(text), '--yes'], ines)).toMatchObject({ code: 0 });
    world.callAs('AKIAOTTO000000000000');
  });

  it('a policy was changed, detached, deleted, or a boundary put in its place', async () => {
    const ml = { identity: policy('identity', 'Ml'), boundary: policy('boundary', 'Ml') };
    const version = ['create-policy-version', '--set-as-default', '--policy-document', open];
    await world.aws('iam', ...version, '--policy-arn', ml.boundary);
    await world.aws('iam', 'detach-role-policy', '--role-name', 'Ml', '--policy-arn', ml.identity);
    const research = policy('identity', 'Research');
    await world.aws('iam', 'detach-role-policy', '--role-name', 'Research', '--policy-arn', research);
    await world.aws('iam', 'delete-policy', '--policy-arn', research);
    const boundary = ['--role-name', 'Research', '--permissions-boundary'];
    const other = 'arn:aws:iam::123456789012:policy/their-boundary';
    await world.aws('iam', 'put-role-permissions-boundary', ...boundary, other);
    const hand = (call: string) => `    since TIME UTC by assumed-role/Console/otto, for otto.meyer (${call})`;
    const { code, lines } = await drift();
    expect(code).toBe(3);
    expect(lines).toEqual([
      'policy acme-Research-identity-1',
      '  is not there',
      '  is not attached to role Research',
      hand('DeletePolicy'),
      'policy acme-Ml-identity-1',
      '  is not attached to role Ml',
      hand('DetachRolePolicy'),
      'policy acme-Ml-boundary-1',
      '  is not as the file says; apply makes it so:',
      '  + statement InstanceTypes',
      '  + statement InstanceTypeNamed',
      hand('CreatePolicyVersion'),
      'role Research',
      `  has the boundary ${other}, which is not the file's; take it away first, or say as: identity`,
      hand('PutRolePermissionsBoundary'),
      '',
      '4 differences from the file.',
    ]);
    const json = JSON.parse((await world.run(['drift', 'studio.yaml', '--json'], ines)).stdout);
    expect(json.guardrails[1].change).toMatchObject({ call: 'DetachRolePolicy', sourceIdentity: 'otto.meyer' });
  });

  it('and who may not ask CloudTrail is told so, and who differs all the same', async () => {
    await world.aws('iam', 'delete-role-permissions-boundary', '--role-name', 'Ml');
    const { code, lines } = await drift({ AWS_ACCESS_KEY_ID: 'AKIABLIND00000000000' });
    expect(code).toBe(3);
    expect(lines.join('\n')).toMatch(
      /is not attached to role Ml as its permissions boundary\n {4}since when .* not known: CloudTrail could not be asked: .*; allow cloudtrail:LookupEvents/,
    );
  });
});

it('what the file no longer names is detached and deleted where that is named, and never what others have made', async () => {
  const other = await theirs('acme-Ml-identity');
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'Ml', PolicyArn: other }));
  const text = file('{ no-remote-ide: { as: identity, to: [ml] }, no-shared-spaces: { to: research } }');
  expect(await world.apply(text)).toEqual([]);
  const less = file('{ no-shared-spaces: { to: research } }');
  expect(await world.left(less)).toEqual([
    'guardrails policy acme-Ml-identity-1 is not in the file any more; --delete acme-Ml-identity-1 detaches it from role Ml, and deletes it',
  ]);
  expect(await apply(less)).toMatchObject({ code: 0, stderr: expect.stringContaining('nothing to do') });
  expect(await attachedTo('Ml')).toContain(policy('identity', 'Ml'));
  const named = ['acme-Ml-identity-1', 'acme-Ml-identity'].flatMap((name) => ['--delete', name]);
  expect(await apply(less, ...named)).toMatchObject({ code: 0 });
  expect(await attachedTo('Ml')).toEqual([other]);
  // A file that says nothing of guardrails leaves them alone.
  expect(await world.left(less.replace(/guardrails: .*\n/, ''))).toEqual([]);
  expect(await boundaryOf('Research')).toBe(policy('boundary', 'Research'));
  expect(await apply(file('{}'), '--delete', 'acme-Research-boundary-1')).toMatchObject({ code: 0 });
  expect(await boundaryOf('Research')).toBeUndefined();
  const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
  expect(Policies.map(({ Arn }) => Arn)).toEqual([other]);
});

it('a call that is cut off after AWS has done it is found done, and nothing is made twice', async () => {
  const asked = new FaultyService(() => moto.url, 'query');
  await asked.start();
  process.env['AWS_ENDPOINT_URL_IAM'] = asked.url;
  try {
    const writes = ['CreatePolicy', 'AttachRolePolicy', 'PutRolePermissionsBoundary', 'CreatePolicyVersion'];
    const open = new Set([...writes, 'DetachRolePolicy', 'DeletePolicy'].map((name) => `iam:${name}`));
    asked.onCall = (operation) => (open.delete(operation) ? 'cut-after' : undefined);
    const text = (types: string) =>
      file('{ instance-type-allow-list: { to: ml }, no-remote-ide: { as: identity, to: ml } }', types);
    expect(await world.apply(text('ml.t3.*'))).toEqual([]);
    expect(await world.apply(text('ml.m5.*'))).toEqual([]);
    expect(await world.left(text('ml.m5.*'))).toEqual([]);
    expect(await document(policy('boundary', 'Ml'))).toContain('ml.m5.*');
    const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: policy('boundary', 'Ml') }));
    expect(Versions.length).toBeLessThanOrEqual(3);
    expect(await attachedTo('Ml')).toEqual([policy('identity', 'Ml')]);
    const less = file('{ instance-type-allow-list: { to: ml } }', 'ml.m5.*');
    expect(await world.apply(less, { delete: ['acme-Ml-identity-1'] })).toEqual([]);
    expect(await attachedTo('Ml')).toEqual([]);
    expect([...open]).toEqual([]);
    const { Policies = [] } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
    expect(Policies.map(({ Arn }) => Arn)).toEqual([policy('boundary', 'Ml')]);
  } finally {
    delete process.env['AWS_ENDPOINT_URL_IAM'];
    await asked.stop();
  }
});

it("a role's limits and another's boundary are told before anything is done to it", async () => {
  const other = await theirs('their-boundary');
  await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName: 'Ml', PermissionsBoundary: other }));
  for (let number = 1; number <= 10; number += 1)
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'Research', PolicyArn: await theirs(`their-${number}`) }));
  const text = file(
    `{ no-remote-ide: { to: ml }, no-shared-spaces: { as: identity, to: research }, no-remote-debug: { to: ${role('a/Gone')} } }`,
  );
  expect(await world.left(text)).toEqual([
    'create domain one',
    'create user profile ana',
    'guardrails role Gone is not there: make it first, or take it out of the file',
    `guardrails role Ml has the boundary ${other}, which is not the file's; take it away first, or say as: identity`,
    'guardrails role Research has 10 other policies, and the guardrails take 1 more: AWS lets it have 10',
  ]);
  expect(await apply(text)).toMatchObject({ code: 1, stderr: expect.stringContaining('3 changes were not made') });
  expect(await boundaryOf('Ml')).toBe(other);
});

describe('service control policies', () => {
  let organizations: OrganizationsClient;
  let unit: string;
  beforeEach(async () => {
    organizations = new OrganizationsClient({ region: 'us-east-1', endpoint: moto.url });
    await organizations.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
    const { Roots } = await organizations.send(new ListRootsCommand({}));
    const made = { ParentId: Roots?.[0]?.Id, Name: 'ou-ml' };
    const { OrganizationalUnit } = await organizations.send(new CreateOrganizationalUnitCommand(made));
    unit = OrganizationalUnit?.Id ?? '';
  });
  afterEach(() => organizations.destroy());

  const Filter = 'SERVICE_CONTROL_POLICY' as const;
  const scps = async () =>
    (await organizations.send(new ListPoliciesForTargetCommand({ TargetId: unit, Filter }))).Policies ?? [];
  const content = async (PolicyId: string) =>
    (await organizations.send(new DescribePolicyCommand({ PolicyId }))).Policy?.Content;
  const text = file('{ vpc-only: { as: scp, to: ou-ml } }');

  it('are made, attached to the unit of the name, changed and taken away', async () => {
    expect(await apply(text)).toMatchObject({ code: 0 });
    const words = ['list-policies-for-target', '--target-id', unit, '--filter', Filter, '--output', 'text'];
    expect(await world.aws('organizations', ...words)).toContain('acme-ou-ml-scp-1');
    const id = (await scps()).find(({ Name }) => Name === 'acme-ou-ml-scp-1')?.Id ?? '';
    expect(await content(id)).toContain('subnet-1');
    expect(await world.left(text)).toEqual([]);
    const changed = text.replace('subnet-1', 'subnet-2');
    expect(await world.apply(changed)).toEqual([]);
    expect(await content(id)).toContain('subnet-2');
    await organizations.send(new DetachPolicyCommand({ PolicyId: id, TargetId: unit }));
    expect(await world.left(changed)).toEqual([
      `attach policy acme-ou-ml-scp-1 to ${unit} as a service control policy`,
    ]);
    expect(await world.apply(changed)).toEqual([]);
    const other = changed.replace('to: ou-ml', "to: '123456789012'");
    expect(await apply(other, '--delete', 'acme-ou-ml-scp-1')).toMatchObject({ code: 0 });
    expect((await scps()).map(({ Name }) => Name)).not.toContain('acme-ou-ml-scp-1');
  });

  it('that are left though the file names none any more are found, and taken away where they are named', async () => {
    expect(await world.apply(text)).toEqual([]);
    const none = file('{ no-remote-ide: { to: ml } }');
    expect(await world.left(none)).toEqual([
      'create policy acme-Ml-boundary-1\n394 of 6144 characters: no-remote-ide',
      'attach policy acme-Ml-boundary-1 to role Ml as its permissions boundary',
      `guardrails policy acme-ou-ml-scp-1 is not in the file any more; --delete acme-ou-ml-scp-1 detaches it from ${unit}, and deletes it`,
    ]);
    expect(await apply(none, '--delete', 'acme-ou-ml-scp-1')).toMatchObject({ code: 0 });
    expect((await scps()).map(({ Name }) => Name)).not.toContain('acme-ou-ml-scp-1');
    expect(await world.left(none)).toEqual([]);
  });

  it('may be left where Organizations does not say, which is told once', async () => {
    const asked = new FaultyService(() => moto.url, 'query');
    await asked.start();
    asked.onCall = (operation) =>
      /ListPolicies$/.test(operation) && !operation.startsWith('iam') ? 'denied' : undefined;
    try {
      const more = { AWS_ENDPOINT_URL_ORGANIZATIONS: asked.url };
      const none = world.write(file('{ no-remote-ide: { to: ml } }'));
      const unknown = /whether service control policies of this file are left.*allow organizations:ListPolicies/g;
      for (const words of [['plan'], ['apply', '--yes'], ['drift'], ['plan'], ['apply', '--yes']]) {
        const { stdout, stderr } = await world.run([words[0] ?? '', none, ...words.slice(1)], more);
        expect([words, `${stdout}${stderr}`.match(unknown)?.length]).toEqual([words, 1]);
      }
    } finally {
      await asked.stop();
    }
  });

  it('by whose hand they were detached or changed is told', async () => {
    expect(await apply(text)).toMatchObject({ code: 0 });
    const id = (await scps()).find(({ Name }) => Name === 'acme-ou-ml-scp-1')?.Id ?? '';
    await world.aws('organizations', 'detach-policy', '--policy-id', id, '--target-id', unit);
    const drift = await world.run(['drift', 'studio.yaml']);
    expect(drift.stdout).toMatch(
      /is not attached to ou-.*\n {4}since .* by user\/AKIATEST000000000000 \(DetachPolicy\)/,
    );
  });

  it('of every level above an account are those that bind it, and none binds the account that manages them', async () => {
    const made = { Email: 'ml@acme.example', AccountName: 'ml' };
    const { CreateAccountStatus } = await organizations.send(new CreateAccountCommand(made));
    const member = CreateAccountStatus?.AccountId ?? '';
    const { Roots } = await organizations.send(new ListRootsCommand({}));
    const move = { AccountId: member, SourceParentId: Roots?.[0]?.Id, DestinationParentId: unit };
    await organizations.send(new MoveAccountCommand(move));
    expect(await world.apply(text)).toEqual([]);
    const connection = connectOrganizations('us-east-1');
    const levels = (await scpsBinding(connection, member)) ?? [];
    expect(levels.map((level) => level.length)).toEqual([1, 2, 1]);
    const principal = (scps: Policy[][]) => ({
      ...{ kind: 'user' as const, name: 'ivan', arn: 'arn:aws:iam::123456789012:user/ivan', scps },
      policies: [{ name: 'all', document: { Statement: { Effect: 'Allow' as const, Action: '*', Resource: '*' } } }],
    });
    const binding = levels.map((level) =>
      level.flatMap(({ name, text: document }) => {
        const read = readPolicy(document, 'scp');
        return 'document' in read ? [{ name, document: read.document }] : [];
      }),
    );
    const p = examples('us-east-1');
    const ours = { ...p, subnets: ['subnet-1'], securityGroups: ['sg-1'] };
    const evaded = (scps: Policy[][]) =>
      findingsOf(
        heldBy(
          [principal(scps)],
          () => ours,
          () => ours,
        ),
      ).map(({ code }) => code);
    expect(evaded([])).toContain('evaded-vpc-only');
    expect(evaded(binding)).not.toContain('evaded-vpc-only');
    expect(evaded(binding)).toContain('evaded-no-remote-debug');
    expect(await scpsBinding(connection, '123456789012')).toBeUndefined();
    connection.close();
  });

  it('that a target has no room for, and a unit that is not there, are told before', async () => {
    const Content = '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:*","Resource":"*"}}';
    for (let number = (await scps()).length; number < 5; number += 1) {
      const made = { Name: `theirs-${number}`, Description: 'theirs', Type: Filter, Content };
      const { Policy } = await organizations.send(new CreateScpCommand(made));
      await organizations.send(new AttachPolicyCommand({ PolicyId: Policy?.PolicySummary?.Id, TargetId: unit }));
    }
    expect(await world.left(text)).toContainEqual(
      `guardrails ${unit} has 5 other policies, and the guardrails take 1 more: AWS lets it have 5`,
    );
    const unknown = file('{ vpc-only: { as: scp, to: ou-mll } }');
    await expect(world.left(unknown)).rejects.toThrow('there is no organizational unit ou-mll');
  });
});
