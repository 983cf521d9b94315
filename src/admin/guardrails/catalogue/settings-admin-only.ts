import { settingsActions } from '../actions';
import { deny, exceptRoles } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

export const settingsAdminOnly = guardrail({
  name: 'settings-admin-only',
  intent: 'Only administrators make, change and delete domains and user profiles.',
  why: 'Idle limits, sizes of volumes, Docker, execution roles and much else have no condition key: who may set them is the only control.',
  refuses: 'making, changing and deleting domains and profiles',
  passes: 'looking at them; the own spaces',
  cannot: 'judge what an administrator sets: findings do',
  pitfalls: ['UpdateSpace sets the size of a volume and idle limits within the maximum of the domain: it stays free.'],
  sources: ['service authorization reference: no key for these members'],
  at: ofPrincipals,
  takes: ['adminRoles'],
  statements: ({ adminRoles }) => [deny('SettingsAdmins', settingsActions, exceptRoles(adminRoles))],
  requests: ({ ask, each, p: { account }, partition }) => ({
    refused: [
      ...each('a data scientist', settingsActions, {}, { as: 'ana' }),
      ...each('from an app', ['UpdateUserProfile', 'UpdateDomain'], {}, { as: 'studio' }),
      ...each('a user of IAM', ['UpdateUserProfile', 'CreateDomain'], {}, { as: 'ivan' }),
      ask('a role whose name ends alike', 'UpdateDomain', {
        'aws:PrincipalArn': `arn:${partition}:iam::${account}:role/NotStudioAdmin`,
      }),
      ask('a role with a path before the name', 'UpdateDomain', {
        'aws:PrincipalArn': `arn:${partition}:iam::${account}:role/own/Pretender`,
      }),
      ask('somebody whose role is not known', 'DeleteDomain', { 'aws:PrincipalArn': undefined }),
    ],
    passes: [
      ...each('an administrator', settingsActions),
      ...each('looks at them', ['DescribeDomain', 'DescribeUserProfile', 'ListUserProfiles'], {}, { as: 'ana' }),
      ...each('the own space', ['CreateSpace', 'UpdateSpace'], {}, { as: 'ana' }),
    ],
  }),
});
