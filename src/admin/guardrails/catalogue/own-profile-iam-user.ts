import { deny, missingOrEmpty } from '../deny';
import { guardrail } from '../guardrail';

export const ownProfileIamUser = guardrail({
  name: 'own-profile-iam-user',
  intent: 'A user of IAM opens only the profile that is tagged with their user name.',
  why: 'Whoever opens a profile works in its home folder and with its role.',
  refuses: "the URL of another's profile, of a profile without the tag, and any URL for whoever is no user",
  passes: "the URL of the user's own profile",
  cannot: 'let roles open anything: for federated people own-profile-only stands in its place',
  pitfalls: ['Names of users are unique whatever the case of their letters, tags are compared with it.'],
  sources: ['whitepaper, identity and permissions', 'IAM user guide, policy variables: aws:username'],
  at: ['identity', 'boundary'],
  insteadOf: 'own-profile-only',
  takes: ['tagKey'],
  statements: ({ tagKey }) => [
    deny('OwnProfileOfUser', ['CreatePresignedDomainUrl'], {
      StringNotEquals: { [`sagemaker:ResourceTag/${tagKey}`]: '${aws:username}' },
    }),
    deny('OwnProfileOfNoUser', ['CreatePresignedDomainUrl'], missingOrEmpty('aws:username')),
  ],
  requests({ ask, each, p: { tagKey, domains } }) {
    const of = `ResourceTag/${tagKey}`;
    const open = 'CreatePresignedDomainUrl';
    const on = { on: `user-profile/${domains[0]}/ivan` };
    const ivan = { as: 'ivan' as const, ...on };
    return {
      refused: [
        ask("Ana's profile", open, {}, { as: 'ivan' }),
        ask("Ana's profile in another domain", open, {}, { as: 'ivan', on: 'user-profile/d-other/ana' }),
        ask('a profile without a tag', open, { [of]: undefined }, ivan),
        ask('a profile with an empty tag', open, { [of]: '' }, ivan),
        ask('another case of the name', open, { [of]: 'Ivan' }, ivan),
        ask('a name that begins alike', open, { [of]: 'ivanka' }, ivan),
        ask('a profile that is tagged with a star', open, { [of]: '*' }, ivan),
        ask('a role, which has no user name', open, {}, { as: 'ana' }),
        ask('another role', open, { [of]: 'bo' }, { as: 'bo' }),
        ask("a role, and a user's profile", open, { [of]: 'ivan' }, { as: 'ana', ...on }),
        ask('a role, and a profile without a tag', open, { [of]: undefined }, { as: 'ana' }),
        ask('an empty user name and an empty tag', open, { [of]: '', 'aws:username': '' }, ivan),
        ask('an app of Studio', open, {}, { as: 'studio' }),
      ],
      passes: [
        ask('the own profile', open, { [of]: 'ivan' }, ivan),
        ask(
          'the own profile in another domain',
          open,
          { [of]: 'ivan' },
          { as: 'ivan', on: 'user-profile/d-other/ivan' },
        ),
        ...each(
          'looks at what is there',
          ['DescribeUserProfile', 'DescribeApp', 'DescribeSpace', 'ListApps'],
          {},
          { as: 'ivan' },
        ),
        ...each('works', ['CreateApp', 'DeleteApp', 'CreateTrainingJob', 'StopTrainingJob'], {}, { as: 'ivan' }),
      ],
    };
  },
});
