import { asList } from '../../../iam/policy';
import { eachStatement, linesOf, rule, since } from './written-policy';

/** Keys of one action only [service authorization reference]. */
const onlyOf: Readonly<Record<string, string>> = { 'cloudwatch:namespace': 'cloudwatch:PutMetricData' };

export const keyOfAnotherAction = rule({
  code: 'key-of-another-action',
  severity: 'warning',
  since,
  title: 'A condition reads a key that some of the actions do not have',
  why: 'For these actions the statement never applies: they are not granted, or not refused.',
  wrong:
    '"Action": ["cloudwatch:PutMetricData", "cloudwatch:PutMetricAlarm"], "Condition": {"StringLike": {"cloudwatch:namespace": ["/aws/sagemaker/*", "aws/sagemaker/*"]}}',
  right:
    '"Action": "cloudwatch:PutMetricData", "Condition": {"StringLike": {"cloudwatch:namespace": ["/aws/sagemaker/*", "aws/sagemaker/*"]}}',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) =>
      linesOf(statement).flatMap(({ key, name, ifExists }) => {
        const action = onlyOf[name];
        const others = asList(statement.Action).filter((one) => one.toLowerCase() !== action?.toLowerCase());
        return action === undefined || ifExists || others.length === 0
          ? []
          : [
              {
                reason: `only ${action} has ${key}, not ${others.join(', ')}`,
                remedy: 'give the other actions a statement of their own',
              },
            ];
      }),
    ),
});
