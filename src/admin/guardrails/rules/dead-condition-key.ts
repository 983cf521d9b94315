import { eachStatement, linesOf, rule, since } from './written-policy';

/** Keys that apply to no action today, and what took their place [service authorization reference]. */
const successors: Readonly<Record<string, string>> = {
  'sagemaker:volumekmskey': 'sagemaker:VolumeKmsKeyArn',
  'sagemaker:outputkmskey': 'sagemaker:OutputKmsKeyArn',
  'sagemaker:domainsharingoutputkmskey': 'sagemaker:DomainSharingOutputKmsKeyArn',
  'sagemaker:homeefsfilesystemkmskey': 'sagemaker:VolumeKmsKeyArn',
};

export const deadConditionKey = rule({
  code: 'dead-condition-key',
  severity: 'error',
  since,
  title: 'A condition reads a key that no action has',
  why: 'The key is never there: what tests that it is there never applies, and what tests that it is missing always does.',
  wrong: '"Condition": {"Null": {"sagemaker:VolumeKmsKey": "true"}}',
  right: '"Condition": {"StringNotEquals": {"sagemaker:VolumeKmsKeyArn": "arn:aws:kms:eu-west-1:123456789012:key/…"}}',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) =>
      linesOf(statement).flatMap(({ key, name }) => {
        const successor = successors[name];
        return successor === undefined
          ? []
          : [
              {
                reason: `no action has ${key} today`,
                remedy: `test ${successor}, with the ARNs of the keys: presence alone lets every key pass`,
              },
            ];
      }),
    ),
});
