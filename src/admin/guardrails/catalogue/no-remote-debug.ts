import { deny } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

const actions = ['CreateTrainingJob', 'UpdateTrainingJob'];

export const noRemoteDebug = guardrail({
  name: 'no-remote-debug',
  intent: 'Nobody opens a shell in the container of a training job.',
  why: 'The shell has the role of the job, and no rule about presigned URLs stands before it.',
  refuses: 'training jobs with remote debugging, and switching it on later',
  passes: 'training jobs without it',
  cannot: 'end a session that is open',
  pitfalls: ['It can be switched on while a job runs: UpdateTrainingJob is guarded too.'],
  sources: ['service authorization reference: sagemaker:EnableRemoteDebug'],
  at: ofPrincipals,
  takes: [],
  statements: () => [deny('NoRemoteDebug', actions, { Bool: { 'sagemaker:EnableRemoteDebug': 'true' } })],
  requests({ ask, each, of, p: { account } }) {
    const on = { EnableRemoteDebug: 'true' };
    return {
      refused: [
        ...each('switched on', actions, on),
        ...each('another case of letters', actions, { EnableRemoteDebug: 'True' }),
        ...each('from an app', actions, on, { as: 'studio' }),
        ...each('by an administrator', actions, on, { as: 'ines' }),
        ...each('by a user of IAM', actions, on, { as: 'ivan' }),
        ...each('in another region', actions, on, {
          on: of('sagemaker', 'training-job/forecast-1', account, 'us-east-2'),
        }),
        ask('with nothing else in the request', 'UpdateTrainingJob', { ...on, InstanceTypes: undefined }),
      ],
      passes: [
        ...each('switched off', actions, { EnableRemoteDebug: 'false' }),
        ...each('not said', actions, { EnableRemoteDebug: undefined }),
      ],
    };
  },
});
