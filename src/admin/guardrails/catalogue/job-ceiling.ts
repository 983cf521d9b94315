import { trainingProcessingTuning } from '../actions';
import { concrete } from '../company/resources';
import { aboveOrMissing, anyOther, deny, noneOf } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

const typed = [...trainingProcessingTuning, 'CreateTransformJob'];

export const jobCeiling = guardrail({
  name: 'job-ceiling',
  intent: 'Jobs run on approved instance types, for no longer than a ceiling, and keep no instances warm.',
  why: 'A job that hangs on a large instance bills until its limit.',
  refuses: 'other instance types or none; a limit above the ceiling or none; warm pools, where they are switched off',
  passes: 'approved types within the ceiling',
  cannot: 'bound the number of instances or of jobs, the runtime of transform jobs, or AutoML: they have no keys',
  pitfalls: ['UpdateTrainingJob can extend a warm pool.'],
  sources: ['service authorization reference: sagemaker:InstanceTypes, MaxRuntimeInSeconds, KeepAlivePeriod'],
  at: ofPrincipals,
  takes: ['jobInstanceTypes', 'maxRuntimeSeconds', 'warmPools'],
  statements: ({ jobInstanceTypes, maxRuntimeSeconds, warmPools }) => [
    deny('JobTypes', [...typed, 'UpdateTrainingJob'], anyOther('InstanceTypes', jobInstanceTypes)),
    deny('JobTypeNamed', typed, noneOf('InstanceTypes')),
    deny('JobRuntime', trainingProcessingTuning, aboveOrMissing('MaxRuntimeInSeconds', maxRuntimeSeconds)),
    ...(warmPools
      ? []
      : [
          deny('NoWarmPool', ['CreateTrainingJob', 'UpdateTrainingJob'], {
            NumericGreaterThan: { 'sagemaker:KeepAlivePeriod': '0' },
          }),
        ]),
  ],
  requests({ ask, each, p: { jobInstanceTypes, maxRuntimeSeconds, warmPools } }) {
    const good = jobInstanceTypes.map((type) => concrete(type));
    return {
      refused: [
        ...each('another type', [...typed, 'UpdateTrainingJob'], { InstanceTypes: ['ml.unapproved.48xlarge'] }),
        ask('an approved type beside another', 'CreateTrainingJob', {
          InstanceTypes: [...good, 'ml.unapproved.48xlarge'],
        }),
        ...each('no type', typed, { InstanceTypes: undefined }),
        ask('an empty list', 'CreateTrainingJob', { InstanceTypes: [] }),
        ...each('above the ceiling', trainingProcessingTuning, { MaxRuntimeInSeconds: String(maxRuntimeSeconds + 1) }),
        ...each('no ceiling', trainingProcessingTuning, { MaxRuntimeInSeconds: undefined }),
        ...(warmPools
          ? []
          : each('a warm pool', ['CreateTrainingJob', 'UpdateTrainingJob'], { KeepAlivePeriod: '600' })),
      ],
      passes: [
        ...each('just the ceiling', trainingProcessingTuning, { MaxRuntimeInSeconds: String(maxRuntimeSeconds) }),
        ...each('approved types', typed, { InstanceTypes: good }),
        ask('no warm pool', 'CreateTrainingJob', { KeepAlivePeriod: '0' }),
        ask('a change of something else', 'UpdateTrainingJob', { InstanceTypes: undefined }),
      ],
    };
  },
});
