import { deny, missingOrEmpty } from '../deny';
import { guardrail } from '../guardrail';

export const ownProfileOnly = guardrail({
  name: 'own-profile-only',
  intent: 'A federated person opens only the profile that is tagged with their own name.',
  why: 'Whoever opens a profile works in its home folder and with its role.',
  refuses: "the URL of another's profile, of a profile without the tag, and any URL for a role without the tag",
  passes: 'the URL of the own profile',
  cannot:
    'bind profiles of domains with Identity Center, which use no presigned URLs; tell people apart who share one untagged role: from apps, own-profile-from-studio does',
  pitfalls: [
    'The action has no key for the user: the tags are everything. Use it with protect-owner-tag and protect-principal-tag.',
    'As a service control policy it also binds administrators, who need a tag of their own.',
  ],
  sources: ['whitepaper, common guardrails', 'IAM user guide, policy variables'],
  at: ['identity', 'scp', 'boundary'],
  takes: ['tagKey'],
  statements: ({ tagKey }) => [
    deny('OwnProfile', ['CreatePresignedDomainUrl'], {
      StringNotEquals: { [`sagemaker:ResourceTag/${tagKey}`]: `\${aws:PrincipalTag/${tagKey}}` },
    }),
    deny('OwnProfileOfSomebody', ['CreatePresignedDomainUrl'], missingOrEmpty(`aws:PrincipalTag/${tagKey}`)),
  ],
  requests({ ask, p: { tagKey, domains } }) {
    const [of, mine] = [`ResourceTag/${tagKey}`, `aws:PrincipalTag/${tagKey}`];
    const open = 'CreatePresignedDomainUrl';
    const bo = { on: `user-profile/${domains[0]}/bo` };
    return {
      refused: [
        ask("Bo's profile", open, { [of]: 'bo' }, bo),
        ask("Bo's profile in another domain", open, { [of]: 'bo' }, { on: 'user-profile/d-other/bo' }),
        ask('a profile without a tag', open, { [of]: undefined }),
        ask('a profile with an empty tag', open, { [of]: '' }),
        ask('another case of the name', open, { [of]: 'Ana' }),
        ask('a space behind the name', open, { [of]: 'ana ' }),
        ask('a profile that is called like the person, and tagged for another', open, { [of]: 'bo' }),
        ask('a role without a tag', open, { [mine]: undefined }),
        ask('a role with an empty tag', open, { [mine]: '' }),
        ask('two empty tags, which are equal', open, { [of]: '', [mine]: '' }),
        ask('neither has a tag', open, { [of]: undefined, [mine]: undefined }),
        ask('a role that is tagged with a star', open, { [mine]: '*' }),
        ask('a profile that is tagged with a star', open, { [of]: '*' }),
        ask("Bo opens Ana's", open, {}, { as: 'bo' }),
      ],
      passes: [
        ask('the own profile', open),
        ask('the own profile in another domain', open, {}, { on: 'user-profile/d-other/ana' }),
        ask("Bo's profile for Bo", open, { [of]: 'bo' }, { as: 'bo', ...bo }),
      ],
    };
  },
});
