import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iam';
import type { Iam } from './iam';
import { readPages } from './page';
import { absent } from './image';
import { tagList } from './tags';

/** A managed policy of the account has so many versions at most (IAM user guide, "IAM and AWS STS quotas"). */
const mostVersions = 5;

/** ListPolicies: the ARNs of the account's own policies under a path, such as `/studiolo/acme/`. Rejects with `AwsError`. */
export async function managedPoliciesUnder(iam: Iam, PathPrefix: string): Promise<string[]> {
  const { items } = await readPages(async (Marker) => {
    const answer = await iam.ask(
      new ListPoliciesCommand({ Scope: 'Local', PathPrefix, MaxItems: 1000, ...(Marker !== undefined && { Marker }) }),
    );
    const arns = (answer.Policies ?? []).flatMap(({ Arn }) => Arn ?? []);
    return { items: arns, ...(answer.IsTruncated && answer.Marker && { nextToken: answer.Marker }) };
  });
  return items;
}

/** GetPolicy and GetPolicyVersion: the text that is in force; nothing where there is no such policy. Rejects with `AwsError`. */
export async function managedPolicyText(iam: Iam, PolicyArn: string): Promise<string | undefined> {
  const found = await iam.ask(new GetPolicyCommand({ PolicyArn })).catch(absent);
  const VersionId = found?.Policy?.DefaultVersionId;
  if (VersionId === undefined) return undefined;
  const version = await iam.ask(new GetPolicyVersionCommand({ PolicyArn, VersionId })).catch(absent);
  // IAM writes documents as they stand in an address.
  return version && decodeURIComponent(version.PolicyVersion?.Document ?? '');
}

/** CreatePolicy. Rejects with `AwsError`. */
export async function createManagedPolicy(
  iam: Iam,
  policy: { name: string; path: string; text: string; description: string },
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  const { name, path, text, description } = policy;
  const request = { PolicyName: name, Path: path, PolicyDocument: text, Description: description };
  await iam.ask(new CreatePolicyCommand({ ...request, Tags: tagList(tags) }));
}

/** CreatePolicyVersion: a new text, in force at once; the oldest one goes where there is no room. Rejects with `AwsError`. */
export async function changeManagedPolicy(iam: Iam, PolicyArn: string, text: string): Promise<void> {
  const spare = await spareVersions(iam, PolicyArn);
  const [oldest] = spare;
  if (oldest !== undefined && spare.length + 1 >= mostVersions)
    await iam.ask(new DeletePolicyVersionCommand({ PolicyArn, VersionId: oldest }));
  await iam.ask(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: text, SetAsDefault: true }));
}

/** DeletePolicy, after the versions that are not in force. Rejects with `AwsError`: `conflict` where it is attached. */
export async function deleteManagedPolicy(iam: Iam, PolicyArn: string): Promise<void> {
  for (const VersionId of await spareVersions(iam, PolicyArn))
    await iam.ask(new DeletePolicyVersionCommand({ PolicyArn, VersionId }));
  await iam.ask(new DeletePolicyCommand({ PolicyArn }));
}

/** The versions that are not in force, the oldest first. At most five: one page. */
async function spareVersions(iam: Iam, PolicyArn: string): Promise<string[]> {
  const { Versions = [] } = await iam.ask(new ListPolicyVersionsCommand({ PolicyArn }));
  const number = (id: string) => Number(id.replace(/^v/, ''));
  return Versions.flatMap(({ VersionId, IsDefaultVersion }) =>
    IsDefaultVersion || !VersionId ? [] : [VersionId],
  ).sort((one, other) => number(one) - number(other));
}
