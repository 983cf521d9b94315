import { inAccount, inAnotherPartition } from '../company/resources';
import { deny, otherIfPresent, otherOrMissing } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

const changing = ['UpdateDomain', 'CreateUserProfile', 'UpdateUserProfile'];

export const sharingKey = guardrail({
  name: 'sharing-key',
  intent: 'Notebooks that are shared are encrypted with an approved key.',
  why: 'Shared notebooks and their outputs lie in a bucket that many can read.',
  refuses: 'a domain without a key for sharing; another key anywhere',
  passes: 'approved keys; changes and profiles that name none',
  cannot: 'tell whether sharing is on: no key says so',
  pitfalls: [
    '"Only if present" in changes, or unrelated changes fail.',
    'Narrow the prefix of the bucket to its owner as well.',
  ],
  sources: [
    'whitepaper, data protection guardrails',
    'service authorization reference: sagemaker:DomainSharingOutputKmsKeyArn',
  ],
  at: ofPrincipals,
  takes: ['keys'],
  statements: ({ keys }) => [
    deny('SharingKey', ['CreateDomain'], otherOrMissing('DomainSharingOutputKmsKeyArn', keys)),
    deny('SharingKeyStays', changing, otherIfPresent('DomainSharingOutputKmsKeyArn', keys)),
  ],
  requests({ ask, each, of, p: { keys } }) {
    const key = (arn: string | undefined) => ({ DomainSharingOutputKmsKeyArn: arn });
    const everywhere = ['CreateDomain', ...changing];
    return {
      refused: [
        ask('no key', 'CreateDomain', key(undefined)),
        ...each('another key', everywhere, key(of('kms', 'key/unapproved'))),
        ...each("the key's id in another account", everywhere, key(inAccount(keys[0] ?? '', '999999999999'))),
        ...each('the same ARN in another partition', everywhere, key(inAnotherPartition(keys[0] ?? ''))),
        ...each('an empty key', everywhere, key('')),
        ...each('"None"', ['CreateDomain', 'UpdateUserProfile'], key('None')),
      ],
      passes: [
        ...each('changes that name none', changing, key(undefined)),
        ...each('an approved key', everywhere, key(keys.at(-1))),
      ],
    };
  },
});
