import { GetAccountAuthorizationDetailsCommand, type ManagedPolicyDetail } from '@aws-sdk/client-iam';
import type { Iam } from './iam';
import { readPages } from './page';

/** A policy of a role: its name or ARN, and its text. */
export interface RolePolicy {
  name: string;
  text: string;
}

/** A role with all policies that are attached to it. */
export interface RoleWithPolicies {
  name: string;
  arn: string;
  policies: RolePolicy[];
  boundary?: RolePolicy;
}

/** GetAccountAuthorizationDetails: every role of the account with the text of its policies. Rejects with `AwsError`. */
export async function rolesWithPolicies(iam: Iam): Promise<RoleWithPolicies[]> {
  const { items: pages } = await readPages(async (Marker) => {
    const answer = await iam.ask(
      new GetAccountAuthorizationDetailsCommand({
        Filter: ['Role', 'LocalManagedPolicy', 'AWSManagedPolicy'],
        MaxItems: 1000,
        ...(Marker !== undefined && { Marker }),
      }),
    );
    return { items: [answer], ...(answer.IsTruncated && answer.Marker && { nextToken: answer.Marker }) };
  });
  const managed = new Map(pages.flatMap(({ Policies = [] }) => Policies.map((policy) => [policy.Arn, textOf(policy)])));
  const named = (arn: string | undefined) => {
    const text = managed.get(arn);
    return arn === undefined || text === undefined ? undefined : { name: arn, text };
  };
  return pages
    .flatMap(({ RoleDetailList = [] }) => RoleDetailList)
    .map((role) => {
      const inline = (role.RolePolicyList ?? []).map(({ PolicyName = '', PolicyDocument = '' }) => ({
        name: PolicyName,
        text: decodeURIComponent(PolicyDocument),
      }));
      const attached = (role.AttachedManagedPolicies ?? []).flatMap(({ PolicyArn }) => named(PolicyArn) ?? []);
      const boundary = named(role.PermissionsBoundary?.PermissionsBoundaryArn);
      return {
        name: role.RoleName ?? '',
        arn: role.Arn ?? '',
        policies: [...inline, ...attached],
        ...(boundary && { boundary }),
      };
    });
}

/** The text of the version that is in force. IAM writes documents as they stand in an address. */
const textOf = ({ PolicyVersionList = [], DefaultVersionId }: ManagedPolicyDetail): string => {
  const version = PolicyVersionList.find(({ VersionId }) => VersionId === DefaultVersionId);
  return decodeURIComponent(version?.Document ?? '');
};
