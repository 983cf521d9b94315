import { deny, missingOrEmpty, withoutTag } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

export const profileOwnerTag = guardrail({
  name: 'profile-owner-tag',
  intent: 'Every new user profile says whose it is.',
  why: 'own-profile-only lets nobody into a profile without the tag, and costs of a profile have no owner.',
  refuses: 'a new profile without the tag, with an empty one, or with the tag in another spelling',
  passes: 'a new profile with the tag',
  cannot: 'know whether the name is right, or mend profiles that are there already',
  pitfalls: [
    'Both keys are needed: names of condition keys know no case, so another spelling of the tag satisfies aws:RequestTag alone.',
  ],
  sources: ['whitepaper, common guardrails', 'IAM user guide, multivalued context keys'],
  at: ofPrincipals,
  takes: ['tagKey'],
  statements: ({ tagKey }) => [
    deny('ProfileOwner', ['CreateUserProfile'], withoutTag(tagKey)),
    deny('ProfileOwnerNamed', ['CreateUserProfile'], missingOrEmpty(`aws:RequestTag/${tagKey}`)),
  ],
  requests({ ask, p: { tagKey, teamTagKey, domains } }) {
    const [create, value] = ['CreateUserProfile', `aws:RequestTag/${tagKey}`];
    const other = tagKey === tagKey.toUpperCase() ? tagKey.toLowerCase() : tagKey.toUpperCase();
    const bo = { on: `user-profile/${domains[0]}/bo` };
    return {
      refused: [
        ask('no tags', create, { 'aws:TagKeys': undefined, [value]: undefined }),
        ask('an empty list of tags', create, { 'aws:TagKeys': [], [value]: undefined }),
        ask('another tag only', create, { 'aws:TagKeys': [teamTagKey], [value]: undefined }),
        ask('an empty value', create, { [value]: '' }),
        ask('the tag in another spelling', create, { 'aws:TagKeys': [other] }),
        ask('the tag in another spelling, and another tag', create, { 'aws:TagKeys': [other, teamTagKey] }),
        ask('a tag that begins alike', create, { 'aws:TagKeys': [`${tagKey}s`], [value]: undefined }),
        ask('a space before the tag', create, { 'aws:TagKeys': [` ${tagKey}`], [value]: undefined }),
        ask('the key without its value', create, { [value]: undefined }),
        ask(
          'without tags, by a data scientist',
          create,
          { 'aws:TagKeys': undefined, [value]: undefined },
          { as: 'ana' },
        ),
        ask('without tags, from an app', create, { 'aws:TagKeys': undefined, [value]: undefined }, { as: 'studio' }),
        ask(
          'without tags, in another domain',
          create,
          { 'aws:TagKeys': undefined, [value]: undefined },
          { on: 'user-profile/d-other/bo' },
        ),
      ],
      passes: [
        ask("Bo's profile", create, { [value]: 'bo' }, bo),
        ask('the tag alone', create, { 'aws:TagKeys': [tagKey] }),
        ask('a change, which brings no tags', 'UpdateUserProfile'),
      ],
    };
  },
});
