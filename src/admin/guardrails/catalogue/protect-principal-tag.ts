import { all, deny, exceptRoles, touchesTag } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

const actions = [
  'iam:CreateRole',
  'iam:CreateUser',
  'iam:TagRole',
  'iam:TagUser',
  'iam:UntagRole',
  'iam:UntagUser',
  'sts:TagSession',
];

export const protectPrincipalTag = guardrail({
  name: 'protect-principal-tag',
  intent: 'Nobody but administrators writes the tag that says who somebody is.',
  why: 'Whoever can write the tag on a principal is that person for every guardrail that reads it.',
  refuses: 'writing, taking away and passing the tag, in any spelling, on users, roles and sessions',
  passes: 'other tags on principals',
  cannot:
    'see the tags that an identity provider puts into its assertion: limit the trust policy of the role as well, and mark them transitive',
  pitfalls: [
    'A session whose tags are passed on by sts:TagSession is another person: transitive tags cannot be overwritten.',
  ],
  sources: ['IAM user guide, session tags', 'service authorization reference: aws:TagKeys'],
  at: ofPrincipals,
  takes: ['tagKey', 'adminRoles'],
  statements: ({ tagKey, adminRoles }) => [
    deny('PrincipalTag', actions, all(touchesTag(tagKey), exceptRoles(adminRoles))),
  ],
  requests({ ask, each, p: { tagKey } }) {
    const other = tagKey === tagKey.toUpperCase() ? tagKey.toLowerCase() : tagKey.toUpperCase();
    const ana = { as: 'ana' as const };
    return {
      refused: [
        ...each('writes the tag', actions, { 'aws:TagKeys': [tagKey] }, ana),
        ...each('in another spelling', ['iam:TagRole', 'iam:UntagUser'], { 'aws:TagKeys': [other] }, ana),
        ...each('among other tags', ['iam:TagUser', 'sts:TagSession'], { 'aws:TagKeys': ['project', tagKey] }, ana),
        ask('from an app', 'iam:TagRole', { 'aws:TagKeys': [tagKey] }, { as: 'studio' }),
        ask('a user of IAM tags themselves', 'iam:TagUser', { 'aws:TagKeys': [tagKey] }, { as: 'ivan' }),
      ],
      passes: [
        ...each('an administrator does it', actions, { 'aws:TagKeys': [tagKey] }, { as: 'ines' }),
        ...each('another tag', ['iam:TagRole', 'sts:TagSession'], { 'aws:TagKeys': ['project'] }, ana),
        ask('a role without tags', 'iam:CreateRole', { 'aws:TagKeys': undefined }, ana),
      ],
    };
  },
});
