import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DescribeOrganizationCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  ListParentsCommand,
  ListPoliciesCommand,
  ListPoliciesForTargetCommand,
  ListTagsForResourceCommand,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import type { Organizations } from './organizations';
import { readPages } from './page';
import { tagList } from './tags';

const Filter = 'SERVICE_CONTROL_POLICY' as const;

/** A service control policy, by its id and its name. */
export interface ScpSummary {
  id: string;
  name: string;
}

/** ListPolicies: every service control policy of the organization. Rejects with `AwsError`. */
export async function listScps(organizations: Organizations): Promise<ScpSummary[]> {
  const { items } = await readPages(async (NextToken) => {
    const answer = await organizations.ask(new ListPoliciesCommand({ Filter, ...(NextToken && { NextToken }) }));
    const found = (answer.Policies ?? []).map(({ Id: id = '', Name: name = '' }) => ({ id, name }));
    return { items: found, ...(answer.NextToken && { nextToken: answer.NextToken }) };
  });
  return items;
}

/** ListPoliciesForTarget: the ids of those attached to a root, unit or account itself. Rejects with `AwsError`. */
export async function scpsOfTarget(organizations: Organizations, TargetId: string): Promise<string[]> {
  const { items } = await readPages(async (NextToken) => {
    const request = { Filter, TargetId, ...(NextToken && { NextToken }) };
    const answer = await organizations.ask(new ListPoliciesForTargetCommand(request));
    const ids = (answer.Policies ?? []).flatMap(({ Id }) => Id ?? []);
    return { items: ids, ...(answer.NextToken && { nextToken: answer.NextToken }) };
  });
  return items;
}

/** ListTagsForResource. Rejects with `AwsError`. */
export async function tagsOfScp(organizations: Organizations, ResourceId: string): Promise<Record<string, string>> {
  const { Tags = [] } = await organizations.ask(new ListTagsForResourceCommand({ ResourceId }));
  return Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** DescribePolicy: its text. Rejects with `AwsError`. */
export async function scpText(organizations: Organizations, PolicyId: string): Promise<string> {
  return (await organizations.ask(new DescribePolicyCommand({ PolicyId }))).Policy?.Content ?? '';
}

/** CreatePolicy. Rejects with `AwsError`. */
export async function createScp(
  organizations: Organizations,
  { name, text, description }: { name: string; text: string; description: string },
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  const request = { Name: name, Content: text, Description: description, Type: Filter, Tags: tagList(tags) };
  await organizations.ask(new CreatePolicyCommand(request));
}

/** UpdatePolicy: another text, in force at once. Rejects with `AwsError`. */
export async function changeScp(organizations: Organizations, PolicyId: string, text: string): Promise<void> {
  await organizations.ask(new UpdatePolicyCommand({ PolicyId, Content: text }));
}

/** DeletePolicy. Rejects with `AwsError`: `conflict` where it is attached. */
export async function deleteScp(organizations: Organizations, PolicyId: string): Promise<void> {
  await organizations.ask(new DeletePolicyCommand({ PolicyId }));
}

/** AttachPolicy. Rejects with `AwsError`. */
export async function attachScp(organizations: Organizations, PolicyId: string, TargetId: string): Promise<void> {
  await organizations.ask(new AttachPolicyCommand({ PolicyId, TargetId }));
}

/** DetachPolicy. Rejects with `AwsError`. */
export async function detachScp(organizations: Organizations, PolicyId: string, TargetId: string): Promise<void> {
  await organizations.ask(new DetachPolicyCommand({ PolicyId, TargetId }));
}

/**
 * The service control policies that bind an account: of each level from the root down to it, by name and text. Nothing of
 * the account that manages the organization, which they do not bind. Rejects with `AwsError`, also where the account is in
 * no organization.
 */
export async function scpsBinding(
  organizations: Organizations,
  account: string,
): Promise<{ name: string; text: string }[][] | undefined> {
  const { Organization } = await organizations.ask(new DescribeOrganizationCommand({}));
  if (Organization?.MasterAccountId === account) return undefined;
  const path = [account];
  for (let [child] = path; child !== undefined && !child.startsWith('r-'); [child] = path) {
    const { Parents = [] } = await organizations.ask(new ListParentsCommand({ ChildId: child }));
    const parent = Parents[0]?.Id;
    if (parent === undefined) break;
    path.unshift(parent);
  }
  const levels: { name: string; text: string }[][] = [];
  for (const TargetId of path) {
    const level = [];
    for (const id of await scpsOfTarget(organizations, TargetId))
      level.push({ name: `${id} of ${TargetId}`, text: await scpText(organizations, id) });
    levels.push(level);
  }
  return levels;
}
