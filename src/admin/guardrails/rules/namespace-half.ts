import { eachStatement, linesOf, rule, since } from './written-policy';

/** SageMaker's own [Studio facts: jobs write the one, Model Monitor the other]. */
const [ofJobs, ofMonitor] = ['/aws/sagemaker/', 'aws/sagemaker/'];

export const namespaceHalf = rule({
  code: 'namespace-half',
  severity: 'warning',
  since,
  title: 'One of SageMaker’s two namespaces of metrics is missing',
  why: 'Jobs write to /aws/sagemaker/…, Model Monitor to aws/sagemaker/…, without the first slash.',
  wrong: '"cloudwatch:namespace": "aws/sagemaker/*"',
  right: '"cloudwatch:namespace": ["/aws/sagemaker/*", "aws/sagemaker/*"]',
  accept: 'Only one of them is used here.',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) =>
      linesOf(statement)
        .filter(({ name }) => name === 'cloudwatch:namespace')
        .flatMap(({ values }) => {
          const has = (start: string) => values.some((value) => value.toLowerCase().startsWith(start));
          if (has(ofJobs) === has(ofMonitor)) return [];
          const missing = has(ofJobs) ? ofMonitor : ofJobs;
          return [{ reason: `${missing}… is not among ${values.join(', ')}`, remedy: `add ${missing}*` }];
        }),
    ),
});
