import { concrete, inAccount, inAnotherPartition } from '../company/resources';
import { absent, all, anyOther, deny, noneOf, otherIfPresent } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

export const endpointVolumeKey = guardrail({
  name: 'endpoint-volume-key',
  intent: 'Volumes of endpoints are encrypted with an approved key.',
  why: 'A model and what it is asked lie on them.',
  refuses: 'another key; no key, unless every instance type has local storage that takes none',
  passes: 'approved keys; exempt types and serverless endpoints without one',
  cannot: 'encrypt local NVMe storage, which the instance encrypts by itself',
  pitfalls: ['Instances with NVMe (g4dn, g5, p4d and others) reject a volume key.'],
  sources: ['whitepaper, data protection guardrails', 'service authorization reference: sagemaker:VolumeKmsKeyArn'],
  at: ofPrincipals,
  takes: ['keys', 'exemptInstanceTypes'],
  statements: ({ keys, exemptInstanceTypes }) => [
    deny('EndpointKey', ['CreateEndpointConfig'], otherIfPresent('VolumeKmsKeyArn', keys)),
    deny(
      'EndpointKeyNamed',
      ['CreateEndpointConfig'],
      all(absent('VolumeKmsKeyArn'), anyOther('InstanceTypes', exemptInstanceTypes)),
    ),
    deny(
      'EndpointTypeNamed',
      ['CreateEndpointConfig'],
      all(absent('VolumeKmsKeyArn'), noneOf('InstanceTypes'), absent('ServerlessMemorySize')),
    ),
  ],
  requests({ ask, of, p: { keys, exemptInstanceTypes } }) {
    const create = 'CreateEndpointConfig';
    const exempt = exemptInstanceTypes.map((type) => concrete(type));
    const key = (arn: string | undefined, types: string[] | undefined = ['ml.unheard.large']) => ({
      VolumeKmsKeyArn: arn,
      InstanceTypes: types,
    });
    const foreign = of('kms', 'key/unapproved');
    return {
      refused: [
        ask('no key', create, key(undefined)),
        ask('an empty key', create, key('')),
        ask('another key', create, key(foreign)),
        ask("the key's id in another account", create, key(inAccount(keys[0] ?? '', '999999999999'))),
        ask('the same ARN in another partition', create, key(inAnotherPartition(keys[0] ?? ''))),
        ask('"None"', create, key('None')),
        ask('no key, an exempt type beside another', create, key(undefined, [...exempt, 'ml.unheard.large'])),
        ask('no key and no type', create, { VolumeKmsKeyArn: undefined, InstanceTypes: undefined }),
        ask('no key and an empty list of types', create, key(undefined, [])),
        ask('another key on an exempt type', create, key(foreign, exempt)),
        ask('another key on a serverless endpoint', create, {
          ...key(foreign),
          InstanceTypes: undefined,
          ServerlessMemorySize: '2048',
        }),
        ask('no key, from an app', create, key(undefined), { as: 'studio' }),
        ask('no key, by an administrator', create, key(undefined), { as: 'ines' }),
      ],
      passes: [
        ask('an approved key', create, key(keys.at(-1))),
        ask('exempt types without a key', create, key(undefined, exempt)),
        ask('a serverless endpoint', create, {
          VolumeKmsKeyArn: undefined,
          InstanceTypes: undefined,
          ServerlessMemorySize: '2048',
        }),
      ],
    };
  },
});
