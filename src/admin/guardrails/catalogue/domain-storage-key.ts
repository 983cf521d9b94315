import { inAccount, inAnotherPartition } from '../company/resources';
import { deny, otherOrMissing } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

export const domainStorageKey = guardrail({
  name: 'domain-storage-key',
  intent: "A domain's home folders and volumes are encrypted with an approved key.",
  why: 'The key cannot be changed later.',
  refuses: "a domain without a key, or with another, another account's among them",
  passes: 'approved keys',
  cannot: 'change domains that are there: UpdateDomain has no such key',
  pitfalls: ['The whitepaper’s keys sagemaker:VolumeKmsKey and HomeEfsFileSystemKmsKey apply to no action today.'],
  sources: ['whitepaper, data protection guardrails', 'service authorization reference: sagemaker:VolumeKmsKeyArn'],
  at: ofPrincipals,
  takes: ['keys'],
  statements: ({ keys }) => [deny('StorageKey', ['CreateDomain'], otherOrMissing('VolumeKmsKeyArn', keys))],
  requests({ ask, of, p: { keys } }) {
    const key = (arn: string | undefined) => ({ VolumeKmsKeyArn: arn });
    const [good = ''] = keys;
    const create = 'CreateDomain';
    return {
      refused: [
        ask('no key', create, key(undefined)),
        ask('an empty key', create, key('')),
        ask('another key', create, key(of('kms', 'key/unapproved'))),
        ask("another account's key", create, key(of('kms', 'key/unapproved', '999999999999'))),
        ask("the key's id in another account", create, key(inAccount(good, '999999999999'))),
        ask("the key's id in another region", create, key(good.replace(/:kms:[^:]+:/, ':kms:us-east-2:'))),
        ask('the same ARN in another partition', create, key(inAnotherPartition(good))),
        ask('an alias', create, key(of('kms', 'alias/acme'))),
        ask('the id alone', create, key(good.split('/').at(-1))),
        ask('"None"', create, key('None')),
        ask('an id that begins alike', create, key(`${good}0`)),
        ask('a star', create, key('*')),
        ask('no key, by a data scientist', create, key(undefined), { as: 'ana' }),
      ],
      passes: [...keys.map((one) => ask('an approved key', create, key(one))), ask('a change', 'UpdateDomain')],
    };
  },
});
