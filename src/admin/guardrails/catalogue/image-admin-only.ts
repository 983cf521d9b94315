import { imageActions } from '../actions';
import { deny, exceptRoles } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

export const imageAdminOnly = guardrail({
  name: 'image-admin-only',
  intent: 'Only administrators change images, their versions and how they are started.',
  why: 'An AppImageConfig sets user and group, and a new version decides what an approved name contains.',
  refuses: 'making, changing and deleting images, versions and configs',
  passes: 'looking at them, and starting apps from them',
  cannot: 'guard what a repository of ECR holds under a tag',
  pitfalls: ['CreateImageVersion has no key for its base image: one forgotten action voids approved-images.'],
  sources: ['whitepaper, common guardrails (prose)', 'service authorization reference'],
  at: ofPrincipals,
  takes: ['adminRoles'],
  statements: ({ adminRoles }) => [deny('ImageAdmins', imageActions, exceptRoles(adminRoles))],
  requests: ({ ask, each, p: { account }, partition }) => ({
    refused: [
      ...each('a data scientist', imageActions, {}, { as: 'ana' }),
      ask('from an app', 'CreateImageVersion', {}, { as: 'studio' }),
      ask('a user of IAM', 'UpdateAppImageConfig', {}, { as: 'ivan' }),
      ask('a role that is called alike in another account', 'CreateImage', {
        'aws:PrincipalArn': `arn:${partition}:iam::999999999999:role/StudioAdmins`,
      }),
      ask("a role of this account whose name ends like the administrator's", 'CreateImage', {
        'aws:PrincipalArn': `arn:${partition}:iam::${account}:role/NotStudioAdmin`,
      }),
      ask('somebody whose role is not known', 'CreateImageVersion', { 'aws:PrincipalArn': undefined }),
    ],
    passes: [
      ...each('an administrator', imageActions, {}, { as: 'ines' }),
      ...each(
        'looks at them',
        ['DescribeImage', 'ListImages', 'DescribeImageVersion', 'DescribeAppImageConfig'],
        {},
        { as: 'ana' },
      ),
    ],
  }),
});
