import { spaceActions } from '../actions';
import { all, deny, missingOrEmpty, otherOrMissing } from '../deny';
import { guardrail } from '../guardrail';
import { partitionOf } from '../../../studio/partition';

export const ownSpaceOnly = guardrail({
  name: 'own-space-only',
  intent: 'Private spaces and their apps belong to their owner.',
  why: 'An app in a space runs with the role of its owner and sees their files.',
  refuses:
    "making, changing and deleting others' private spaces and starting and stopping apps in them; spaces without an owner",
  passes: 'the own spaces; shared spaces, which no-shared-spaces decides about',
  cannot: 'know who asks from an app whose execution role is shared: there own-space-from-studio stands in its place',
  pitfalls: [
    'For the roles of people: an execution role, which has no tag, could do nothing with spaces any more.',
    'Apps of profiles, without a space, have no owner in the request and are refused.',
  ],
  sources: ['service authorization reference: sagemaker:OwnerUserProfileArn', 'IAM user guide, policy variables'],
  at: ['identity', 'boundary'],
  takes: ['tagKey'],
  statements: ({ tagKey, region, account }) => [
    deny(
      'OwnSpace',
      spaceActions,
      all(
        otherOrMissing(
          'OwnerUserProfileArn',
          `arn:${partitionOf(region)}:sagemaker:*:${account}:user-profile/*/\${aws:PrincipalTag/${tagKey}}`,
        ),
        { StringNotEquals: { 'sagemaker:SpaceSharingType': 'Shared' } },
      ),
    ),
    deny('SpaceOfNobody', spaceActions, missingOrEmpty(`aws:PrincipalTag/${tagKey}`)),
  ],
  requests({ ask, each, of, p: { tagKey, domains } }) {
    const owner = (name: string) => ({ OwnerUserProfileArn: of('sagemaker', `user-profile/${domains[0]}/${name}`) });
    const mine = `aws:PrincipalTag/${tagKey}`;
    return {
      refused: [
        ...each("Bo's", spaceActions, owner('bo')),
        ask('a space without an owner', 'CreateSpace', { OwnerUserProfileArn: undefined }),
        ask('an empty owner', 'CreateSpace', { OwnerUserProfileArn: '' }),
        ask('a name that begins alike', 'CreateSpace', owner('anabel')),
        ask('another case of the name', 'DeleteSpace', owner('Ana')),
        ask('a profile of the same name in another account', 'CreateSpace', {
          OwnerUserProfileArn: of('sagemaker', 'user-profile/d-other/ana', '999999999999'),
        }),
        ask('a role without a name', 'CreateApp', { [mine]: undefined }),
        ask('a role with an empty name', 'CreateApp', { [mine]: '' }),
        ask('a role that is called *', 'DeleteApp', { ...owner('bo'), [mine]: '*' }),
        ask("Bo's, without a sharing type", 'DeleteApp', { ...owner('bo'), SpaceSharingType: undefined }),
        ask(
          'an app of a profile',
          'CreateApp',
          { OwnerUserProfileArn: undefined, SpaceSharingType: undefined },
          { on: `app/${domains[0]}/ana/JupyterServer/default` },
        ),
      ],
      passes: [
        ask('an app in a shared space', 'CreateApp', { ...owner('bo'), SpaceSharingType: 'Shared' }),
        ask("Bo's for Bo", 'CreateApp', owner('bo'), { as: 'bo' }),
        ask('looks at the space of another', 'DescribeSpace', {}, { on: `space/${domains[0]}/bo-lab` }),
      ],
    };
  },
});
