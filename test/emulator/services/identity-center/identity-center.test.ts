import { DeleteDomainCommand, DeleteUserProfileCommand, DescribeDomainCommand } from '@aws-sdk/client-sagemaker';
import { Studio } from '../../studio';
import { ask, refusalOf } from '../ask';

let studio: Studio;
let domain: string;
let application: string;
let store: string;
let instance: string;
beforeEach(async () => {
  studio = await Studio.open({
    identityCenter: {
      users: { ana: { DisplayName: 'Ana', email: 'ana@acme.example' }, bo: {}, cy: {} },
      groups: { 'data-scientists': ['bo', 'ana'], nobody: [] },
    },
  });
  domain = await studio.domain({ AuthMode: 'SSO' });
  for (const name of ['ana', 'bo']) {
    await studio.profile(domain, name, { SingleSignOnUserIdentifier: 'UserName', SingleSignOnUserValue: name });
  }
  const described = await studio.client.send(new DescribeDomainCommand({ DomainId: domain }));
  application = described.SingleSignOnApplicationArn ?? '';
  const [{ IdentityStoreId, InstanceArn }] = (await sso('ListInstances')).Instances;
  [store, instance] = [IdentityStoreId, InstanceArn];
});
afterEach(() => studio.close());

const sso = (operation: string, input: object = {}) => ask(studio.url, 'Identity Center', operation, input);
const people = (operation: string, input: object = {}) =>
  ask(studio.url, 'Identity Store', operation, { IdentityStoreId: store, ...input });
const idOf = async (AttributeValue: string) =>
  (
    await people('GetUserId', {
      AlternateIdentifier: { UniqueAttribute: { AttributePath: 'userName', AttributeValue } },
    })
  ).UserId;
const groupOf = async (AttributeValue: string) =>
  (
    await people('GetGroupId', {
      AlternateIdentifier: { UniqueAttribute: { AttributePath: 'displayName', AttributeValue } },
    })
  ).GroupId;
const assign = (PrincipalType: string, PrincipalId: string) =>
  sso('CreateApplicationAssignment', { ApplicationArn: application, PrincipalType, PrincipalId });
const assigned = async () =>
  (await sso('ListApplicationAssignments', { ApplicationArn: application })).ApplicationAssignments;
const opens = async (name: string) => {
  const reply = await fetch(`${studio.url}/sso?DomainId=${domain}&UserName=${name}`);
  return { status: reply.status, body: await reply.json() };
};

it('ListInstances tells the one that there is, with its store', () => {
  expect(instance).toMatch(/^arn:aws:sso:::instance\/ssoins-[0-9a-f]{16}$/);
  expect(store).toMatch(/^d-[0-9a-f]{10}$/);
});

describe('an SSO domain', () => {
  it('does not open for a profile that is not assigned, which is not assigned by being made', async () => {
    expect(await opens('ana')).toEqual({
      status: 403,
      body: {
        __type: 'AccessDeniedException',
        Message: `Access Denied. Please check if user is assigned to Studio Domain [${domain}] and SSO Application [Amazon SageMaker Studio (${domain})] is Active.`,
      },
    });
  });

  it('opens for who is assigned, until DeleteApplicationAssignment takes that back', async () => {
    const PrincipalId = await idOf('ana');
    await assign('USER', PrincipalId);
    expect(await opens('ana')).toEqual({ status: 200, body: { DomainId: domain, UserProfileName: 'ana' } });
    expect((await opens('bo')).status).toBe(403);
    await sso('DeleteApplicationAssignment', { ApplicationArn: application, PrincipalType: 'USER', PrincipalId });
    expect((await opens('ana')).status).toBe(403);
  });

  it('opens for all of a group that is assigned, and for nobody else', async () => {
    await assign('GROUP', await groupOf('data-scientists'));
    expect((await opens('ana')).status).toBe(200);
    expect((await opens('bo')).status).toBe(200);
    for (const other of ['cy', 'dora', '']) expect((await opens(other)).status).toBe(403);
  });

  it('does not open for a profile that is going', async () => {
    await assign('USER', await idOf('ana'));
    await studio.client.send(new DeleteUserProfileCommand({ DomainId: domain, UserProfileName: 'ana' }));
    expect((await opens('ana')).status).toBe(400);
    studio.settle();
    expect((await opens('ana')).status).toBe(403);
  });

  it('is looked for in the region of the seed, if none is named', async () => {
    const other = await Studio.open({ region: 'eu-west-1', identityCenter: { users: { ana: {} }, groups: {} } });
    try {
      const id = await other.domain({ AuthMode: 'SSO' });
      const sso = (more = '') => fetch(`${other.url}/sso?DomainId=${id}&UserName=ana${more}`);
      expect([(await sso()).status, (await sso('&region=us-east-1')).status]).toEqual([403, 400]);
    } finally {
      await other.close();
    }
  });

  it('takes its assignments with it', async () => {
    const PrincipalId = await idOf('ana');
    await assign('USER', PrincipalId);
    for (const UserProfileName of ['ana', 'bo']) {
      await studio.client.send(new DeleteUserProfileCommand({ DomainId: domain, UserProfileName }));
    }
    studio.settle();
    await studio.client.send(new DeleteDomainCommand({ DomainId: domain }));
    studio.settle();
    expect((await refusalOf(assigned())).code).toBe('ResourceNotFoundException');
    const of = { InstanceArn: instance, PrincipalType: 'USER', PrincipalId };
    expect((await sso('ListApplicationAssignmentsForPrincipal', of)).ApplicationAssignments).toEqual([]);
  });
});

describe('an assignment', () => {
  const assignment = async (name: string) => ({
    ApplicationArn: application,
    PrincipalType: 'USER',
    PrincipalId: await idOf(name),
  });

  it('is made by CreateApplicationAssignment, once, for somebody that there is', async () => {
    const { PrincipalId } = await assignment('bo');
    await assign('USER', PrincipalId);
    expect((await refusalOf(assign('USER', PrincipalId))).code).toBe('ConflictException');
    expect((await refusalOf(assign('GROUP', PrincipalId))).code).toBe('ResourceNotFoundException');
    expect((await refusalOf(assign('ROBOT', PrincipalId))).code).toBe('ValidationException');
  });

  it('is told by DescribeApplicationAssignment, if it is there', async () => {
    const bo = await assignment('bo');
    expect((await refusalOf(sso('DescribeApplicationAssignment', bo))).code).toBe('ResourceNotFoundException');
    await assign('USER', bo.PrincipalId);
    expect(await sso('DescribeApplicationAssignment', bo)).toEqual(bo);
  });

  it('is in ListApplicationAssignments, each once over all pages', async () => {
    const all = [await assignment('ana'), await assignment('bo'), await assignment('cy')];
    for (const { PrincipalId } of all) await assign('USER', PrincipalId);
    const seen: object[] = [];
    let NextToken: string | undefined;
    do {
      const input = { ApplicationArn: application, MaxResults: 1, NextToken };
      const page = await sso('ListApplicationAssignments', input);
      seen.push(...page.ApplicationAssignments);
      ({ NextToken } = page);
    } while (NextToken);
    expect(seen).toHaveLength(3);
    expect(seen).toEqual(expect.arrayContaining(all));
  });

  it('is in ListApplicationAssignmentsForPrincipal of who was assigned, and of nobody else', async () => {
    const bo = await assignment('bo');
    await assign('USER', bo.PrincipalId);
    const of = async (name: string) => ({
      InstanceArn: instance,
      PrincipalType: 'USER',
      PrincipalId: await idOf(name),
    });
    const listed = async (name: string) =>
      (await sso('ListApplicationAssignmentsForPrincipal', await of(name))).ApplicationAssignments;
    expect(await listed('bo')).toEqual([bo]);
    expect(await listed('ana')).toEqual([]);
  });
});

it('ListApplications knows those of SSO domains alone', async () => {
  await studio.domain({ DomainName: 'iam' });
  const { Applications } = await sso('ListApplications', { InstanceArn: instance });
  expect(Applications).toMatchObject([
    { ApplicationArn: application, InstanceArn: instance, Name: `Amazon SageMaker Studio (${domain})` },
  ]);
});

it('DescribeApplication tells one that there is', async () => {
  expect(await sso('DescribeApplication', { ApplicationArn: application })).toMatchObject({ Status: 'ENABLED' });
  const other = `${application.slice(0, -4)}0000`;
  expect((await refusalOf(sso('DescribeApplication', { ApplicationArn: other }))).code).toBe(
    'ResourceNotFoundException',
  );
});

describe('the people of the seed', () => {
  it('are in ListUsers by name, of the one store that there is', async () => {
    const { Users } = await people('ListUsers');
    expect(Users.map(({ UserName }: { UserName: string }) => UserName)).toEqual(['ana', 'bo', 'cy']);
    const filtered = await people('ListUsers', { Filters: [{ AttributePath: 'UserName', AttributeValue: 'bo' }] });
    expect(filtered.Users).toHaveLength(1);
    expect((await refusalOf(people('ListUsers', { IdentityStoreId: 'd-0000000000' }))).code).toBe(
      'ResourceNotFoundException',
    );
  });

  it('are told by DescribeUser, whose id GetUserId knows by the name', async () => {
    const ana = await people('DescribeUser', { UserId: await idOf('ana') });
    expect(ana).toMatchObject({ UserName: 'ana', DisplayName: 'Ana', Emails: [{ Value: 'ana@acme.example' }] });
    expect((await refusalOf(idOf('dora'))).code).toBe('ResourceNotFoundException');
  });

  it('are in groups: ListGroups, and DescribeGroup of the id that GetGroupId knows', async () => {
    const { Groups } = await people('ListGroups');
    expect(Groups.map(({ DisplayName }: { DisplayName: string }) => DisplayName)).toEqual([
      'data-scientists',
      'nobody',
    ]);
    const GroupId = await groupOf('data-scientists');
    expect(await people('DescribeGroup', { GroupId })).toMatchObject({ DisplayName: 'data-scientists' });
    expect((await refusalOf(groupOf('dancers'))).code).toBe('ResourceNotFoundException');
  });

  it('are in ListGroupMemberships of their group, each once over all pages', async () => {
    const GroupId = await groupOf('data-scientists');
    const ids: string[] = [];
    let NextToken: string | undefined;
    do {
      const page = await people('ListGroupMemberships', { GroupId, MaxResults: 1, NextToken });
      ids.push(...page.GroupMemberships.map(({ MemberId }: { MemberId: { UserId: string } }) => MemberId.UserId));
      ({ NextToken } = page);
    } while (NextToken);
    expect(ids).toEqual([await idOf('ana'), await idOf('bo')]);
  });

  it('have their groups in ListGroupMembershipsForMember', async () => {
    const of = async (name: string) => ({ MemberId: { UserId: await idOf(name) } });
    const groups = async (name: string) =>
      (await people('ListGroupMembershipsForMember', await of(name))).GroupMemberships;
    expect(await groups('ana')).toMatchObject([{ GroupId: await groupOf('data-scientists') }]);
    expect(await groups('cy')).toEqual([]);
  });
});
