import { inAccount, inAnotherPartition } from '../company/resources';
import { jobDefinitions, schedules } from '../actions';
import { absent, all, deny, otherIfPresent, otherOrMissing } from '../deny';
import { guardrail, ofPrincipals } from '../guardrail';

const keyNames = ['OutputKmsKeyArn', 'VolumeKmsKeyArn'] as const;
/** A schedule that says what it runs on, and does not name a definition. */
const byItself = { 'ForAnyValue:StringLike': { 'sagemaker:InstanceTypes': '*' } };

export const monitoringKeys = guardrail({
  name: 'monitoring-keys',
  intent: 'What monitoring of models writes is encrypted with approved keys.',
  why: 'It writes down what a model was asked and what it answered.',
  refuses:
    'job definitions without keys or with others; schedules with others; schedules that say what they run on without keys',
  passes: 'approved keys; schedules that name a definition',
  cannot: 'change schedules that are there',
  pitfalls: ['A schedule that names a definition carries neither keys nor instance types.'],
  sources: ['whitepaper, data protection guardrails', 'service authorization reference'],
  at: ofPrincipals,
  takes: ['keys'],
  statements: ({ keys }) => [
    ...keyNames.map((name) => deny(`Definition${name.slice(0, -9)}Key`, jobDefinitions, otherOrMissing(name, keys))),
    ...keyNames.map((name) => deny(`Schedule${name.slice(0, -9)}Key`, schedules, otherIfPresent(name, keys))),
    ...keyNames.map((name) => deny(`Schedule${name.slice(0, -9)}KeyNamed`, schedules, all(byItself, absent(name)))),
  ],
  requests({ ask, each, of, p: { keys } }) {
    const foreign = of('kms', 'key/unapproved');
    return {
      refused: [
        ...keyNames.flatMap((name) => [
          ...each(`no ${name}`, [...jobDefinitions, ...schedules], { [name]: undefined }),
          ...each(`another ${name}`, [...jobDefinitions, ...schedules], { [name]: foreign }),
          ask(`an empty ${name}`, 'CreateMonitoringSchedule', { [name]: '' }),
          ask(`the ${name} of another partition`, 'UpdateMonitoringSchedule', {
            [name]: inAnotherPartition(keys[0] ?? ''),
          }),
          ask(`the ${name} of another account`, 'UpdateMonitoringSchedule', {
            [name]: inAccount(keys[0] ?? '', '999999999999'),
          }),
        ]),
      ],
      passes: [
        ...each('a schedule of a definition', schedules, {
          OutputKmsKeyArn: undefined,
          VolumeKmsKeyArn: undefined,
          InstanceTypes: undefined,
        }),
        ...each('approved keys', [...jobDefinitions, ...schedules], {
          OutputKmsKeyArn: keys.at(-1),
          VolumeKmsKeyArn: keys.at(-1),
        }),
      ],
    };
  },
});
