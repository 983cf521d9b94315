import { eachStatement, linesOf, rule, since } from './written-policy';

export const wildcardAccount = rule({
  code: 'wildcard-account',
  severity: 'error',
  since,
  title: 'An approved ARN is of any account',
  why: 'Somebody makes an image, a key or a script of the same name in an account of their own, and it is approved.',
  wrong: '"sagemaker:ImageArns": "arn:aws:sagemaker:*:*:image/acme-lab"',
  right: '"sagemaker:ImageArns": "arn:aws:sagemaker:*:123456789012:image/acme-lab"',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) =>
      linesOf(statement).flatMap(({ key, values }) =>
        values
          .filter((value) => /^arn:[^:]*:(sagemaker|kms|ecr|s3):[^:]*:[*?]+:/.test(value))
          .map((value) => ({
            reason: `${value} (${key}) is of any account`,
            remedy: 'name the account; AWS’s own images are in accounts of their own',
          })),
      ),
    ),
});
