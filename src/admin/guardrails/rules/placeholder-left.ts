import { asList } from '../../../iam/policy';
import { eachStatement, linesOf, rule, since } from './written-policy';

export const placeholderLeft = rule({
  code: 'placeholder-left',
  severity: 'error',
  since,
  title: 'A placeholder was left',
  why: 'IAM knows variables such as ${aws:PrincipalTag/owner}; {ImageName} and <account> are plain text, which no request has.',
  wrong: '"arn:aws:sagemaker:*:*:image/{ImageName}"',
  right: '"arn:aws:sagemaker:*:123456789012:image/acme-lab"',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) =>
      [
        ...linesOf(statement).flatMap(({ values }) => values),
        ...asList(statement.Resource),
        ...asList(statement.NotResource),
      ]
        .filter((text) => /(^|[^$])\{[^}]*\}|<[A-Za-z][\w -]*>/.test(text))
        .map((text) => ({
          reason: `${text} has a placeholder in it`,
          remedy: 'write the value; a variable of IAM begins with ${',
        })),
    ),
});
