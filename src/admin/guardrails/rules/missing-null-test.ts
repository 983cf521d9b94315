import { eachStatement, type Line, linesOf, rule, since } from './written-policy';

export const missingNullTest = rule({
  code: 'missing-null-test',
  severity: 'error',
  since,
  title: 'Nothing says what a missing key means',
  why: 'ForAllValues holds for a request without the key, and so does a negated operator with IfExists: an Allow is given to whoever leaves the key out, and a Deny meets changes of something else.',
  wrong: '{"Effect": "Allow", …, "Condition": {"ForAllValues:StringLike": {"sagemaker:InstanceTypes": "ml.t3.*"}}}',
  right:
    '{"Effect": "Allow", …, "Condition": {"ForAllValues:StringLike": {"sagemaker:InstanceTypes": "ml.t3.*"}, "Null": {"sagemaker:InstanceTypes": "false"}}}',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) => {
      const lines = linesOf(statement);
      const isTested = (name: string) => lines.some((line) => line.base === 'null' && line.name === name);
      const isOpen = ({ set, ifExists, isNegated }: Line) =>
        statement.Effect === 'Allow' ? set === 'forallvalues' || ifExists : ifExists && isNegated;
      return lines
        .filter((line) => line.name.startsWith('sagemaker:') && isOpen(line) && !isTested(line.name))
        .map(({ operator, key }) => ({
          reason: `${statement.Effect} with ${operator} holds where ${key} is missing`,
          remedy: `add "Null": {"${key}": "false"}`,
        }));
    }),
});

export const allValuesInsteadOfAny = rule({
  code: 'all-values-instead-of-any',
  severity: 'error',
  since,
  title: 'A Deny asks that all values are unapproved',
  why: 'One approved value beside an unapproved one, and the Deny does not apply.',
  wrong: '{"Effect": "Deny", …, "Condition": {"ForAllValues:StringNotLike": {"sagemaker:InstanceTypes": "ml.t3.*"}}}',
  right: '{"Effect": "Deny", …, "Condition": {"ForAnyValue:StringNotLike": {"sagemaker:InstanceTypes": "ml.t3.*"}}}',
  reads: ['policies'],
  check: (facts) =>
    eachStatement(facts, ({ statement }) =>
      statement.Effect === 'Allow'
        ? []
        : linesOf(statement)
            .filter(
              ({ set, isNegated, name, values }) =>
                set === 'forallvalues' && isNegated && name.startsWith('sagemaker:') && !values.includes('*'),
            )
            .map(({ operator, key }) => ({
              reason: `${operator} on ${key} does not apply where one value is approved`,
              remedy: 'write ForAnyValue; a second statement refuses a list that is missing',
            })),
    ),
});
