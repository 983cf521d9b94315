import { eachStatement, isAbout, rule, since } from './written-policy';

export const logsTooWide = rule({
  code: 'logs-too-wide',
  severity: 'warning',
  since,
  title: 'Policies of log groups may be written',
  why: 'PutResourcePolicy lets whoever has it give all log groups of the account away.',
  wrong: '"Action": ["logs:PutLogEvents", "logs:PutResourcePolicy"], "Resource": "*"',
  right: '"Action": "logs:PutLogEvents", "Resource": "arn:aws:logs:eu-west-1:123456789012:log-group:/aws/sagemaker/*"',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) => {
      const isAll = [statement.Action].flat().includes('*');
      return statement.Effect === 'Allow' && !isAll && isAbout(statement, 'logs:PutResourcePolicy')
        ? [{ reason: 'logs:PutResourcePolicy is allowed', remedy: 'leave it out: jobs need no policies of resources' }]
        : [];
    }),
});
