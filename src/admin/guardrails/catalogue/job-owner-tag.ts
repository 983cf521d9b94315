import { jobs } from '../actions';
import { deny, missingOrEmpty, otherOrMissing, withoutTag } from '../deny';
import { guardrail } from '../guardrail';

export const jobOwnerTag = guardrail({
  name: 'job-owner-tag',
  intent: 'Every job says whose it is.',
  why: 'Costs of jobs have no owner without it, and nobody knows whom to ask.',
  refuses:
    "jobs without the tag, with an empty one or in another spelling; where bound to the caller: in another's name",
  passes: 'jobs with the tag',
  cannot: 'tag jobs that are there',
  pitfalls: ['Jobs of pipelines run with a role that needs the tag as well.'],
  sources: [
    'whitepaper, common guardrails (2 of 6 job types, value unchecked)',
    'IAM user guide, controlling access with tags',
  ],
  at: ['identity', 'scp', 'boundary'],
  takes: ['tagKey', 'bindJobOwner'],
  statements: ({ tagKey, bindJobOwner }) => [
    deny('JobOwner', jobs, withoutTag(tagKey)),
    // A name that is the caller's is not empty.
    ...(bindJobOwner
      ? [
          deny('JobOwnerIsCaller', jobs, otherOrMissing(`aws:RequestTag/${tagKey}`, `\${aws:PrincipalTag/${tagKey}}`)),
          deny('JobOfNobody', jobs, missingOrEmpty(`aws:PrincipalTag/${tagKey}`)),
        ]
      : [deny('JobOwnerNamed', jobs, missingOrEmpty(`aws:RequestTag/${tagKey}`))]),
  ],
  requests({ ask, each, p: { tagKey, teamTagKey, bindJobOwner } }) {
    const [value, mine] = [`aws:RequestTag/${tagKey}`, `aws:PrincipalTag/${tagKey}`];
    const other = tagKey === tagKey.toUpperCase() ? tagKey.toLowerCase() : tagKey.toUpperCase();
    return {
      refused: [
        ...each('no tags', jobs, { 'aws:TagKeys': undefined, [value]: undefined }),
        ask('another tag only', 'CreateTrainingJob', { 'aws:TagKeys': [teamTagKey], [value]: undefined }),
        ask('an empty list of tags', 'CreateTrainingJob', { 'aws:TagKeys': [], [value]: undefined }),
        ...each('another spelling', ['CreateTrainingJob', 'CreateAutoMLJobV2'], { 'aws:TagKeys': [other] }),
        ...each('an empty value', ['CreateTrainingJob', 'CreateTransformJob'], { [value]: '' }),
        ask('from an app', 'CreateProcessingJob', { 'aws:TagKeys': undefined, [value]: undefined }, { as: 'studio' }),
        ...(bindJobOwner
          ? [
              ...each("in Bo's name", ['CreateTrainingJob', 'CreateProcessingJob'], { [value]: 'bo' }),
              ask('without a name of their own', 'CreateTrainingJob', { [mine]: undefined }),
              ask('two empty names', 'CreateTrainingJob', { [mine]: '', [value]: '' }),
            ]
          : []),
      ],
      passes: [
        ask('the tag alone', 'CreateTrainingJob', { 'aws:TagKeys': [tagKey] }),
        ask('Bo in his own name', 'CreateTrainingJob', { [value]: 'bo' }, { as: 'bo' }),
        ask('stops a job, which brings no tags', 'StopTrainingJob'),
      ],
    };
  },
});
