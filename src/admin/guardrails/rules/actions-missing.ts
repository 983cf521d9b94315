import { jobs, setters } from '../actions';
import { eachStatement, isAbout, linesOf, rule, since } from './written-policy';

const ofSettings = [
  'sagemaker:instancetypes',
  'sagemaker:imagearns',
  'sagemaker:imageversionarns',
  'sagemaker:studiolifecycleconfigarns',
];

/** The actions that a statement about one of them leaves out; none where it is about none. */
function leftOut(statement: Parameters<typeof isAbout>[0], group: readonly string[]): string[] {
  const missing = group.filter((action) => !isAbout(statement, `sagemaker:${action}`));
  return missing.length === group.length ? [] : missing;
}

export const settersMissing = rule({
  code: 'setters-missing',
  severity: 'warning',
  since,
  title: 'Some actions that set the same are not guarded',
  why: 'Defaults of a domain, a profile or a space start apps too.',
  wrong: '"Action": "sagemaker:CreateApp", "Condition": {"ForAnyValue:StringNotLike": {"sagemaker:InstanceTypes": …}}',
  right:
    '"Action": ["sagemaker:CreateApp", "sagemaker:CreateSpace", "sagemaker:UpdateSpace", "sagemaker:CreateUserProfile", …]',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) => {
      const line = linesOf(statement).find(
        ({ name, set, values }) => ofSettings.includes(name) && !(set === 'forallvalues' && values.includes('*')),
      );
      if (line === undefined || statement.Effect === 'Allow') return [];
      const missing = leftOut(statement, setters);
      return missing.length === 0
        ? []
        : [{ reason: `${line.key} can be set by ${missing.join(', ')} too`, remedy: 'guard all seven setters' }];
    }),
});

export const jobTypesMissing = rule({
  code: 'job-types-missing',
  severity: 'warning',
  since,
  title: 'Some kinds of jobs are not guarded',
  why: 'Whoever is refused one kind of job starts another.',
  wrong:
    '"Action": ["sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob"], "Condition": {"Null": {"aws:RequestTag/owner": "true"}}',
  right:
    '"Action": ["sagemaker:CreateTrainingJob", "sagemaker:CreateProcessingJob", "sagemaker:CreateTransformJob", …]',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) => {
      const line = linesOf(statement).find(({ name }) => name === 'aws:tagkeys' || name.startsWith('aws:requesttag/'));
      const missing = line === undefined ? [] : leftOut(statement, jobs);
      return missing.length === 0
        ? []
        : [{ reason: `${missing.join(', ')} can be made without the tag`, remedy: 'guard all kinds of jobs' }];
    }),
});
