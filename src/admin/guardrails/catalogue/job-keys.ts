import { autoMl, trainingProcessingTuning } from '../actions';
import { concrete, inAccount, inAnotherPartition } from '../company/resources';
import { absent, all, anyOther, deny, noneOf, otherIfPresent, otherOrMissing } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

const typed = [...trainingProcessingTuning, 'CreateTransformJob'];
const actions = [...typed, ...autoMl];

export const jobKeys = guardrail({
  name: 'job-keys',
  intent: 'What jobs write, and the volumes they work on, are encrypted with approved keys.',
  why: 'Models and data of jobs lie there long after the job.',
  refuses: 'other keys; output without a key; volumes without one, unless every instance type is exempt',
  passes: 'approved keys; exempt types without a volume key',
  cannot: 'see the encryption that a bucket adds by default: a key is asked of the job all the same',
  pitfalls: ['A request without an instance type is not exempt.'],
  sources: ['service authorization reference: sagemaker:OutputKmsKeyArn, VolumeKmsKeyArn'],
  at: ofPrincipals,
  takes: ['keys', 'exemptInstanceTypes'],
  statements: ({ keys, exemptInstanceTypes }) => [
    deny('JobOutputKey', actions, otherOrMissing('OutputKmsKeyArn', keys)),
    deny('JobVolumeKey', actions, otherIfPresent('VolumeKmsKeyArn', keys)),
    deny('JobVolumeKeyNamed', typed, all(absent('VolumeKmsKeyArn'), anyOther('InstanceTypes', exemptInstanceTypes))),
    deny('JobVolumeTypeNamed', actions, all(absent('VolumeKmsKeyArn'), noneOf('InstanceTypes'))),
  ],
  requests({ ask, each, of, p: { keys, exemptInstanceTypes } }) {
    const exempt = exemptInstanceTypes.map((type) => concrete(type));
    const foreign = of('kms', 'key/unapproved');
    const without = { VolumeKmsKeyArn: undefined };
    return {
      refused: [
        ...each('output without a key', actions, { OutputKmsKeyArn: undefined }),
        ...each('output with another key', actions, { OutputKmsKeyArn: foreign }),
        ...each('a volume with another key', actions, { VolumeKmsKeyArn: foreign }),
        ...each('a volume without a key', typed, { ...without, InstanceTypes: ['ml.unheard.large'] }),
        ...each('AutoML without a key', autoMl, without),
        ask('an empty key', 'CreateTrainingJob', { OutputKmsKeyArn: '' }),
        ask("the key's id in another account", 'CreateTrainingJob', {
          OutputKmsKeyArn: inAccount(keys[0] ?? '', '999999999999'),
        }),
        ask('the same ARN in another partition', 'CreateTrainingJob', {
          OutputKmsKeyArn: inAnotherPartition(keys[0] ?? ''),
        }),
        ask('an exempt type beside another', 'CreateTrainingJob', {
          ...without,
          InstanceTypes: [...exempt, 'ml.unheard.large'],
        }),
        ask('no key and no type', 'CreateTrainingJob', { ...without, InstanceTypes: undefined }),
        ask('another key on an exempt type', 'CreateTrainingJob', { VolumeKmsKeyArn: foreign, InstanceTypes: exempt }),
      ],
      passes: [
        ...each('each approved key', actions, { OutputKmsKeyArn: keys.at(-1), VolumeKmsKeyArn: keys.at(-1) }),
        ask('stops a job', 'StopTrainingJob'),
      ],
    };
  },
});
