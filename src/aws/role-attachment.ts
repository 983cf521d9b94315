import {
  AttachRolePolicyCommand,
  DeleteRolePermissionsBoundaryCommand,
  DetachRolePolicyCommand,
  GetAccountSummaryCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import type { Iam } from './iam';
import { absent } from './image';
import { readPages } from './page';

/** GetRole: the ARN of a role's permissions boundary; nothing where there is no such role. Rejects with `AwsError`. */
export async function boundaryOfRole(iam: Iam, RoleName: string): Promise<{ boundary?: string } | undefined> {
  const found = await iam.ask(new GetRoleCommand({ RoleName })).catch(absent);
  if (!found) return undefined;
  const boundary = found.Role?.PermissionsBoundary?.PermissionsBoundaryArn;
  return boundary === undefined ? {} : { boundary };
}

/** ListAttachedRolePolicies, all pages; none where there is no such role. Rejects with `AwsError`. */
export async function attachedToRole(iam: Iam, RoleName: string): Promise<string[]> {
  const { items } = await readPages(async (Marker) => {
    const answer = await iam
      .ask(new ListAttachedRolePoliciesCommand({ RoleName, ...(Marker !== undefined && { Marker }) }))
      .catch(absent);
    const arns = (answer?.AttachedPolicies ?? []).flatMap(({ PolicyArn }) => PolicyArn ?? []);
    return { items: arns, ...(answer?.IsTruncated && answer.Marker && { nextToken: answer.Marker }) };
  });
  return items;
}

/** GetAccountSummary: how many managed policies a role may have, which AWS raises when it is asked to. Rejects with `AwsError`. */
export async function policiesPerRole(iam: Iam): Promise<number> {
  const { SummaryMap = {} } = await iam.ask(new GetAccountSummaryCommand({}));
  return SummaryMap.AttachedPoliciesPerRoleQuota ?? 10;
}

/** AttachRolePolicy: what is attached already is no error. Rejects with `AwsError`. */
export async function attachToRole(iam: Iam, RoleName: string, PolicyArn: string): Promise<void> {
  await iam.ask(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
}

/** DetachRolePolicy. Rejects with `AwsError`. */
export async function detachFromRole(iam: Iam, RoleName: string, PolicyArn: string): Promise<void> {
  await iam.ask(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
}

/** PutRolePermissionsBoundary: replaces the one that is there. Rejects with `AwsError`. */
export async function setBoundaryOfRole(iam: Iam, RoleName: string, PermissionsBoundary: string): Promise<void> {
  await iam.ask(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
}

/** DeleteRolePermissionsBoundary. Rejects with `AwsError`. */
export async function removeBoundaryOfRole(iam: Iam, RoleName: string): Promise<void> {
  await iam.ask(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
}
