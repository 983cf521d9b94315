import {
  DescribeUserCommand,
  GetUserIdCommand,
  IdentitystoreClient,
  type IdentitystoreClientResolvedConfig,
  ListGroupMembershipsCommand,
  ListGroupsCommand,
  ListUsersCommand,
  type ServiceInputTypes as StoreInputs,
  type ServiceOutputTypes as StoreOutputs,
} from '@aws-sdk/client-identitystore';
import {
  CreateApplicationAssignmentCommand,
  DeleteApplicationAssignmentCommand,
  DescribeApplicationAssignmentCommand,
  ListApplicationAssignmentsCommand,
  ListInstancesCommand,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  SSOAdminClient,
  type SSOAdminClientResolvedConfig,
} from '@aws-sdk/client-sso-admin';
import { absent } from './image';
import { readPages } from './page';
import { clientSettings, thorough } from './patience';
import { service, type Service } from './service';

/** Identity Center of one Region, as everything of ours asks it: who may open what, and who there is. */
export interface IdentityCenter {
  sso: Service<ServiceInputTypes, ServiceOutputTypes, SSOAdminClientResolvedConfig>;
  store: Service<StoreInputs, StoreOutputs, IdentitystoreClientResolvedConfig>;
}

/** Connections in `region`. Credentials and endpoints are found by the SDK's own rules. */
export const connectIdentityCenter = (region: string): IdentityCenter => ({
  sso: service(new SSOAdminClient({ region, ...clientSettings(thorough) }), { name: 'sso', patience: thorough }),
  store: service(new IdentitystoreClient({ region, ...clientSettings(thorough) }), {
    name: 'identitystore',
    patience: thorough,
  }),
});

/** The same, whose calls end when `ending` is aborted. */
export const identityCenterUntil = ({ sso, store }: IdentityCenter, ending: AbortSignal): IdentityCenter => ({
  sso: sso.until(ending),
  store: store.until(ending),
});

/** The id of the Region's identity store; nothing where Identity Center is not in it. ListInstances. Rejects with `AwsError`. */
export async function identityStoreOf({ sso }: IdentityCenter): Promise<string | undefined> {
  const { Instances = [] } = await sso.ask(new ListInstancesCommand({}));
  return Instances[0]?.IdentityStoreId;
}

/** More than so many users are had by reading the list of all. */
const fewUsers = 25;

/** The ids of users by their names; who is not there is not in it. Rejects with `AwsError`. */
export async function userIds(
  center: IdentityCenter,
  IdentityStoreId: string,
  names: readonly string[],
): Promise<Map<string, string>> {
  if (names.length > fewUsers) {
    const wanted = new Set(names);
    const all = await allUsers(center, IdentityStoreId);
    return new Map(all.filter(({ name }) => wanted.has(name)).map(({ name, id }) => [name, id]));
  }
  const found = new Map<string, string>();
  for (const AttributeValue of names) {
    const UniqueAttribute = { AttributePath: 'userName', AttributeValue };
    const request = { IdentityStoreId, AlternateIdentifier: { UniqueAttribute } };
    const answer = await center.store.ask(new GetUserIdCommand(request)).catch(absent);
    if (answer?.UserId !== undefined) found.set(AttributeValue, answer.UserId);
  }
  return found;
}

/** The names of users by their ids. Rejects with `AwsError`. */
export async function userNames(
  center: IdentityCenter,
  IdentityStoreId: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length > fewUsers) {
    const names = new Map((await allUsers(center, IdentityStoreId)).map(({ name, id }) => [id, name]));
    return ids.flatMap((id) => names.get(id) ?? []);
  }
  const names: string[] = [];
  for (const UserId of ids) {
    const answer = await center.store.ask(new DescribeUserCommand({ IdentityStoreId, UserId })).catch(absent);
    if (answer?.UserName !== undefined) names.push(answer.UserName);
  }
  return names;
}

async function allUsers({ store }: IdentityCenter, IdentityStoreId: string): Promise<{ name: string; id: string }[]> {
  const { items } = await readPages(async (NextToken) => {
    const request = { IdentityStoreId, MaxResults: 100, ...(NextToken && { NextToken }) };
    const answer = await store.ask(new ListUsersCommand(request));
    const users = (answer.Users ?? []).flatMap(({ UserName: name, UserId: id }) => (name && id ? [{ name, id }] : []));
    return { items: users, ...(answer.NextToken && { nextToken: answer.NextToken }) };
  });
  return items;
}

/** The id of a group; nothing where there is none of that name. ListGroups. Rejects with `AwsError`. */
export async function groupId(
  { store }: IdentityCenter,
  IdentityStoreId: string,
  name: string,
): Promise<string | undefined> {
  const Filters = [{ AttributePath: 'DisplayName', AttributeValue: name }];
  const { Groups = [] } = await store.ask(new ListGroupsCommand({ IdentityStoreId, Filters }));
  return Groups[0]?.GroupId;
}

/** The ids of the users in a group: ListGroupMemberships, all pages; none where it is gone. Rejects with `AwsError`. */
export async function membersOf(
  { store }: IdentityCenter,
  IdentityStoreId: string,
  GroupId: string,
): Promise<string[]> {
  const { items } = await readPages(async (NextToken) => {
    const request = { IdentityStoreId, GroupId, MaxResults: 100, ...(NextToken && { NextToken }) };
    const answer = await store.ask(new ListGroupMembershipsCommand(request)).catch(absent);
    const ids = (answer?.GroupMemberships ?? []).flatMap(({ MemberId }) => MemberId?.UserId ?? []);
    return { items: ids, ...(answer?.NextToken && { nextToken: answer.NextToken }) };
  });
  return items;
}

/** Somebody who may open an application: a user, or all of a group. */
export interface Principal {
  type: 'USER' | 'GROUP';
  id: string;
}

/** Who may open an application: ListApplicationAssignments, all pages. Rejects with `AwsError`. */
export async function assignmentsOf({ sso }: IdentityCenter, ApplicationArn: string): Promise<Principal[]> {
  const { items } = await readPages(async (NextToken) => {
    const request = { ApplicationArn, MaxResults: 100, ...(NextToken && { NextToken }) };
    const answer = await sso.ask(new ListApplicationAssignmentsCommand(request)).catch(absent);
    const principals = (answer?.ApplicationAssignments ?? []).flatMap(({ PrincipalType: type, PrincipalId: id }) =>
      type && id ? [{ type, id }] : [],
    );
    return { items: principals, ...(answer?.NextToken && { nextToken: answer.NextToken }) };
  });
  return items;
}

/** Whether it is assigned itself: DescribeApplicationAssignment. Rejects with `AwsError`. */
export async function isAssigned(
  { sso }: IdentityCenter,
  ApplicationArn: string,
  { type, id }: Principal,
): Promise<boolean> {
  const assignment = { ApplicationArn, PrincipalType: type, PrincipalId: id };
  return (await sso.ask(new DescribeApplicationAssignmentCommand(assignment)).catch(absent)) !== undefined;
}

/** CreateApplicationAssignment. Rejects with `AwsError`. */
export async function assign({ sso }: IdentityCenter, ApplicationArn: string, { type, id }: Principal): Promise<void> {
  const assignment = { ApplicationArn, PrincipalType: type, PrincipalId: id };
  await sso.ask(new CreateApplicationAssignmentCommand(assignment));
}

/** DeleteApplicationAssignment. Rejects with `AwsError`. */
export async function unassign(
  { sso }: IdentityCenter,
  ApplicationArn: string,
  { type, id }: Principal,
): Promise<void> {
  const assignment = { ApplicationArn, PrincipalType: type, PrincipalId: id };
  await sso.ask(new DeleteApplicationAssignmentCommand(assignment));
}
