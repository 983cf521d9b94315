import {
  type AttachedPermissionsBoundary,
  type AttachedPolicy,
  GetAccountAuthorizationDetailsCommand,
  type ManagedPolicyDetail,
  type PolicyDetail,
} from '@aws-sdk/client-iam';
import type { Iam } from './iam';
import { readPages } from './page';

/** A policy of a role or a user: its name or ARN, and its text. */
export interface PrincipalPolicy {
  name: string;
  text: string;
}

/** A role or a user with all policies that are attached to it, those of a user's groups among them. */
export interface PrincipalWithPolicies {
  kind: 'role' | 'user';
  name: string;
  arn: string;
  policies: PrincipalPolicy[];
  boundary?: PrincipalPolicy;
}

/** GetAccountAuthorizationDetails: every role and user of the account with the text of its policies. Rejects with `AwsError`. */
export async function principalsWithPolicies(iam: Iam): Promise<PrincipalWithPolicies[]> {
  const { items: pages } = await readPages(async (Marker) => {
    const answer = await iam.ask(
      new GetAccountAuthorizationDetailsCommand({
        Filter: ['Role', 'User', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'],
        MaxItems: 1000,
        ...(Marker !== undefined && { Marker }),
      }),
    );
    return { items: [answer], ...(answer.IsTruncated && answer.Marker && { nextToken: answer.Marker }) };
  });
  const managed = new Map(pages.flatMap(({ Policies = [] }) => Policies.map((policy) => [policy.Arn, textOf(policy)])));
  const named = (arn: string | undefined): PrincipalPolicy[] => {
    const text = managed.get(arn);
    return arn === undefined || text === undefined ? [] : [{ name: arn, text }];
  };
  const all = (inline: PolicyDetail[] = [], attached: AttachedPolicy[] = []): PrincipalPolicy[] => [
    ...inline.map(({ PolicyName = '', PolicyDocument = '' }) => ({
      name: PolicyName,
      text: decodeURIComponent(PolicyDocument),
    })),
    ...attached.flatMap(({ PolicyArn }) => named(PolicyArn)),
  ];
  const bounded = (limit: AttachedPermissionsBoundary | undefined) => {
    const [boundary] = named(limit?.PermissionsBoundaryArn);
    return boundary && { boundary };
  };
  const groups = new Map(
    pages
      .flatMap(({ GroupDetailList = [] }) => GroupDetailList)
      .map((one) => [one.GroupName, all(one.GroupPolicyList, one.AttachedManagedPolicies)]),
  );
  const roles = pages.flatMap(({ RoleDetailList = [] }) => RoleDetailList);
  const users = pages.flatMap(({ UserDetailList = [] }) => UserDetailList);
  return [
    ...roles.map((one): PrincipalWithPolicies => ({
      ...{ kind: 'role', name: one.RoleName ?? '', arn: one.Arn ?? '' },
      policies: all(one.RolePolicyList, one.AttachedManagedPolicies),
      ...bounded(one.PermissionsBoundary),
    })),
    ...users.map((one): PrincipalWithPolicies => ({
      ...{ kind: 'user', name: one.UserName ?? '', arn: one.Arn ?? '' },
      policies: [
        ...all(one.UserPolicyList, one.AttachedManagedPolicies),
        ...(one.GroupList ?? []).flatMap((group) => groups.get(group) ?? []),
      ],
      ...bounded(one.PermissionsBoundary),
    })),
  ];
}

/** The text of the version that is in force. IAM writes documents as they stand in an address. */
const textOf = ({ PolicyVersionList = [], DefaultVersionId }: ManagedPolicyDetail): string => {
  const version = PolicyVersionList.find(({ VersionId }) => VersionId === DefaultVersionId);
  return decodeURIComponent(version?.Document ?? '');
};
